"""What django-allauth reads of the settings: no sign-up, no mail, no limits in a cache, and the second factors."""

ACCOUNT_ADAPTER = "comparisons.admin.people.second_factor.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # they count in each process; ours count in the database
ACCOUNT_LOGIN_TIMEOUT = 5 * 60  # seconds between the password and the second factor
MFA_ADAPTER = "comparisons.admin.people.second_factor.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # the code before and the one after are right too: clocks differ
