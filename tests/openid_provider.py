"""A small OpenID provider for tests, in a thread: discovery, keys, authorization code with PKCE, tokens, userinfo."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from contextlib import contextmanager
from functools import cache
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

CLIENT, SECRET = "plumbline", "a client's secret, for tests only"
DISCOVERY, KEYS, TOKEN, USER_INFO = "/.well-known/openid-configuration", "/keys", "/token", "/userinfo"


@cache
def key_pair(name="one", kind="RSA"):
    """A private key, and its public half as a JSON Web Key."""
    if kind == "EC":
        private = ec.generate_private_key(ec.SECP256R1())
        public = jwt.algorithms.ECAlgorithm.to_jwk(private.public_key(), as_dict=True)
    else:
        private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        public = jwt.algorithms.RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
    return private, {**public, "kid": name, "use": "sig"}


class OpenIdProvider:
    """Whoever asks it for a sign-in is `person`, at once. What it answers can be bent by the attributes."""

    def __init__(self, issuer):
        self.issuer = issuer
        self.person = {
            "sub": "s-1",
            "preferred_username": "ada",
            "email": "ada@plumbline.example",
            "groups": ["editors"],
        }
        self.claims = {}
        """Laid over the claims of the next ID tokens; None takes one away."""
        self.user_info = None
        """What its userinfo page answers; None for what is in `person`."""
        self.description = {}
        """Laid over the answer of discovery."""
        self.private, public = key_pair()
        self.keys = [public]
        self.algorithm, self.key_name = "RS256", "one"
        self.answers = {}
        """Path -> (status, body) or a function of the handler, instead of the usual answer."""
        self.requests = []
        """Path and parameters of each request."""
        self.codes = {}
        self.just_signed_in = True
        """Whether auth_time is the present moment."""

    def id_token(self, nonce):
        seconds = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "exp": seconds + 300,
            "iat": seconds,
            "auth_time": seconds if self.just_signed_in else seconds - 3600,
            "nonce": nonce,
            **self.person,
            **self.claims,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        headers = {"kid": self.key_name} if self.key_name else None
        return jwt.encode(claims, self.private, algorithm=self.algorithm, headers=headers)

    def discovery(self, _parameters, _headers):
        return 200, {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}{TOKEN}",
            "jwks_uri": f"{self.issuer}{KEYS}",
            "userinfo_endpoint": f"{self.issuer}{USER_INFO}",
            **self.description,
        }

    def jwks(self, _parameters, _headers):
        return 200, {"keys": self.keys}

    def token(self, parameters, headers):
        """As RFC 6749 and RFC 7636 have it: a code works once, for whoever began, with the secret and the verifier."""
        pair = f"{CLIENT}:{SECRET.replace(' ', '+').replace(chr(39), '%27').replace(',', '%2C')}"
        basic = f"Basic {base64.b64encode(pair.encode()).decode()}"
        if headers.get("Authorization") != basic and parameters.get("client_secret") != SECRET:
            return 401, {"error": "invalid_client"}
        authorization = self.codes.pop(parameters.get("code"), None)
        digest = hashlib.sha256(parameters.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        right = {"code_challenge": challenge, "redirect_uri": parameters["redirect_uri"]}
        if authorization is None or {name: authorization[name] for name in right} != right:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "at-1", "token_type": "Bearer", "id_token": self.id_token(authorization["nonce"])}

    def userinfo(self, _parameters, headers):
        if headers.get("Authorization") != "Bearer at-1":
            return 401, {"error": "invalid_token"}
        return 200, self.person if self.user_info is None else self.user_info

    def authorize(self, parameters):
        """Where the browser is sent back to."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = parameters
        return f"{parameters['redirect_uri']}?{urlencode({'code': code, 'state': parameters['state']})}"

    def visit(self, address):
        """Go to its sign-in page as a browser does, and return the address that it redirects to."""
        parts = urlsplit(address)
        connection = HTTPConnection(parts.netloc, timeout=5)
        connection.request("GET", f"{parts.path}?{parts.query}")
        location = connection.getresponse().headers["Location"]
        connection.close()
        return location


class Handler(BaseHTTPRequestHandler):
    provider: OpenIdProvider

    def do_GET(self):
        self._answer(urlsplit(self.path).query)

    def do_POST(self):
        self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def _answer(self, query):
        path = urlsplit(self.path).path
        parameters = {name: values[0] for name, values in parse_qs(query).items()}
        self.provider.requests.append((path, parameters))
        if path == "/authorize":
            self.send_response(302)
            self.send_header("Location", self.provider.authorize(parameters))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        bent = self.provider.answers.get(path)
        if callable(bent):
            bent(self)
            return
        usual = {
            DISCOVERY: self.provider.discovery,
            KEYS: self.provider.jwks,
            TOKEN: self.provider.token,
            USER_INFO: self.provider.userinfo,
        }
        status, body = bent or usual[path](parameters, self.headers)
        self.send(status, body if isinstance(body, bytes) else json.dumps(body).encode())

    def send(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@contextmanager
def openid_provider():
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {}))
    server.daemon_threads = True
    provider = OpenIdProvider(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass.provider = provider
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
