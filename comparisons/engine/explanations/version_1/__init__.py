"""What further answers can change under version 1 of the rules: goals are linear conditions on points."""
