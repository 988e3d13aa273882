// Asks the browser for a passkey, puts the answer into the form and sends it. Without it, or without passkeys, the
// password below does.
"use strict";

(() => {
  if (!("PublicKeyCredential" in window) || !navigator.credentials) return;

  const toBytes = (text) => {
    const base64 = text.replace(/-/g, "+").replace(/_/g, "/");
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  };
  const toText = (buffer) => {
    let binary = "";
    for (const byte of new Uint8Array(buffer)) binary += String.fromCharCode(byte);
    return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };

  const readOptions = (box, form) => {
    const options = JSON.parse(box.dataset.options);
    options.challenge = toBytes(options.challenge);
    for (const list of [options.allowCredentials, options.excludeCredentials]) {
      for (const each of list || []) each.id = toBytes(each.id);
    }
    if (options.user) {
      options.user.id = toBytes(options.user.id);
      const { name, email } = form.elements;
      if (email) options.user.name = email.value;
      if (name) options.user.displayName = name.value;
    }
    return { publicKey: options };
  };

  const writeAnswer = (credential) => {
    const { response } = credential;
    const told = { clientDataJSON: toText(response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[part]) told[part] = toText(response[part]);
    }
    const { id, type } = credential;
    return JSON.stringify({ id, type, rawId: toText(credential.rawId), response: told, clientExtensionResults: {} });
  };

  for (const box of document.querySelectorAll("[data-passkey]")) {
    const form = box.closest("form");
    const button = box.querySelector("button");
    const fault = box.querySelector("[role=alert]");
    box.hidden = false;
    button.addEventListener("click", async () => {
      if (!form.reportValidity()) return;
      button.disabled = true;
      fault.hidden = true;
      try {
        const asked = readOptions(box, form);
        const answer = await navigator.credentials[box.dataset.passkey](asked);
        box.querySelector("input").value = writeAnswer(answer);
        form.submit();
      } catch (error) {
        fault.textContent =
          error.name === "InvalidStateError"
            ? "This device has a passkey of yours already."
            : "No passkey was used. Try again, or use another way.";
        fault.hidden = false;
        button.disabled = false;
      }
    });
  }
  for (const part of document.querySelectorAll("[data-with-passkey]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-without-passkey]:not([data-wanted])")) part.open = false;
})();
