"""What stands between the web server and Django: WSGI layers. `config/wsgi.py` puts them together."""
