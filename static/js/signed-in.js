// Public pages are the same for everybody, and kept in caches. Whether somebody is signed in is
// told by a cookie without any secret (incubator.accounts.middleware.SignedInMark): the links
// that say "Sign in" then say where they lead.
if (/(?:^|;\s*)signed_in=1(?:;|$)/.test(document.cookie)) {
  for (const link of document.querySelectorAll("[data-signed-in]")) {
    link.textContent = link.dataset.signedIn;
    link.classList.replace("fr-icon-lock-line", "fr-icon-lock-unlock-line");
  }
}
