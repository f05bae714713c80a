/* Gives the passkey library its words in our language, and goes on once a passkey is enrolled. */
(() => {
  const words = JSON.parse(document.getElementById("passkey_words").textContent);
  window.gettext = (word) => words[word] || word;

  document.addEventListener("otp_webauthn.register_complete", () => {
    const { enrolled } = document.getElementById("passkey").dataset;
    window.location.assign(enrolled);
  });
})();
