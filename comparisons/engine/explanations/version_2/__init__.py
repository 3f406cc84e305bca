"""What further answers can change under version 2 of the rules, where facts decide beside points."""
