// Asks the browser for a passkey, and sends its answer with the form around it.
// A form with data-passkey="get" or "create" holds the options in #passkey-options.

const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const withBytes = (credentials = []) => credentials.map((one) => ({ ...one, id: toBytes(one.id) }));

function readOptions(form) {
  const { publicKey } = JSON.parse(form.querySelector("#passkey-options").textContent);
  const options = { ...publicKey, challenge: toBytes(publicKey.challenge) };
  if (publicKey.user) options.user = { ...publicKey.user, id: toBytes(publicKey.user.id) };
  if (publicKey.excludeCredentials) options.excludeCredentials = withBytes(publicKey.excludeCredentials);
  if (publicKey.allowCredentials) options.allowCredentials = withBytes(publicKey.allowCredentials);
  return options;
}

function write(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  const { id, type } = credential;
  return JSON.stringify({ id, rawId: toText(credential.rawId), type, response, clientExtensionResults: {} });
}

async function answer(event) {
  const form = event.target;
  const problem = form.querySelector("[data-passkey-problem]");
  event.preventDefault();
  problem.hidden = true;
  try {
    const publicKey = readOptions(form);
    const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
    form.elements.answer.value = write(credential);
    form.submit();
  } catch {
    problem.hidden = false; // refused, timed out, or made for this account before
  }
}

if (window.PublicKeyCredential) {
  document.querySelectorAll("[data-passkey-without]").forEach((text) => (text.hidden = true));
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    form.hidden = false;
    form.addEventListener("submit", answer);
  });
}
