"""How the admin writes a moment: with its time zone, which Django leaves out."""

DATETIME_FORMAT = "j F Y, H:i T"
