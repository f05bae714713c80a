// Puts the agenda in order by drag. The buttons of each item do the same without this script.

const list = document.querySelector("[data-order-form]");
const form = list && document.getElementById(list.dataset.orderForm);
let dragged = null;

function keys() {
  return Array.from(list.children, (item) => item.dataset.key).join(",");
}

function below(item, y) {
  const box = item.getBoundingClientRect();
  return y > box.top + box.height / 2;
}

if (form && list.children.length > 1) {
  const before = keys();
  document.querySelector(".session-drag-hint").hidden = false;
  for (const item of list.children) {
    item.draggable = true;
    item.addEventListener("dragstart", (event) => {
      dragged = item;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", item.dataset.key);
      item.classList.add("session-item--dragged");
    });
    item.addEventListener("dragend", () => {
      item.classList.remove("session-item--dragged");
      dragged = null;
      if (keys() !== before) {
        form.elements.order.value = keys();
        form.submit();
      }
    });
    item.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      if (item !== dragged) item[below(item, event.clientY) ? "after" : "before"](dragged);
    });
    item.addEventListener("drop", (event) => event.preventDefault());
  }
}
