"""Single sign-on by OpenID Connect: the authorization code flow with PKCE, state and nonce.

django-allauth keeps the accounts of the provider, by issuer and subject, and the state between the two halves of a
sign-in. The steps of the protocol are ours: its own take no nonce, trust an ID token without its signature, and wait
for a slow provider without an end. docs/decisions.md says more.
"""
