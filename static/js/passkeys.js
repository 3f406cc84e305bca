// Forms that send a passkey: the browser asks for it, and the form then carries what the browser answers.

const REASONS = {
  NotAllowedError: "No passkey was used: the request was cancelled or took too long. Try again.",
  InvalidStateError: "This device already has a passkey for your account.",
  SecurityError: "Passkeys do not work at this address: they need https and a host name.",
};

const options = async (form) => {
  const script = document.getElementById("passkey-options");
  if (script) return JSON.parse(script.textContent);
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  const data = await response.json();
  if (!response.ok) throw new Error(data.error);
  return data;
};

const create = (creation, alone) => {
  const selection = creation.publicKey.authenticatorSelection;
  selection.residentKey = alone ? "required" : "discouraged";
  selection.requireResidentKey = alone;
  if (alone) selection.userVerification = "required";
  return window.webauthnJSON.create(creation);
};

const credential = async (form) => {
  const data = await options(form);
  if (form.dataset.passkey !== "create") return window.webauthnJSON.get(data.request_options);
  return create(data.creation_options, form.elements.passwordless.checked);
};

const send = async (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  const note = form.querySelector("[role=alert]");
  note.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await credential(form));
    HTMLFormElement.prototype.submit.call(form);
  } catch (error) {
    note.textContent = REASONS[error.name] || `The passkey did not work. ${error.message}`;
    note.className = "errornote";
    note.hidden = false;
  }
};

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", send);
  }
}
