// Shows what goes with the chosen decision and hides the rest. Without this script all of it is
// there, each part says which decision it is for, and the server leaves the others out.
(() => {
  const form = document.getElementById("decision");
  const parts = form.querySelectorAll("[data-for]");

  const arrange = () => {
    const chosen = form.querySelector("input[name=kind]:checked");
    for (const part of parts) {
      const fits = chosen && part.dataset.for.split(" ").includes(chosen.value);
      part.hidden = !fits && !part.querySelector(".fr-error-text");
    }
  };

  form.addEventListener("change", (event) => {
    if (event.target.name === "kind") arrange();
  });
  arrange();
})();
