"""The licence of the content, wherever it is named. That of the code is the file LICENSE."""

NAME = "CC BY 4.0"
IDENTIFIER = "CC-BY-4.0"
"""As SPDX writes it: tools that collect licences find it in the first lines of a file."""
ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
