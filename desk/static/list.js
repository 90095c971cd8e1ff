// Keys of the list. They act only while a school of the list has the focus, so that they stand in nobody's way.
const links = () => [...document.querySelectorAll(".desk-list__link")];

function moveTo(link) {
  if (!link) return;
  link.focus();
  link.closest("tr").scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.(".desk-list tbody tr");
  const isTyping = event.target.matches?.("select, textarea, input:not([type=checkbox])");
  if (!row || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = links();
  const here = all.indexOf(row.querySelector(".desk-list__link"));
  const acts = {
    j: () => moveTo(all[here + 1]),
    k: () => moveTo(all[here - 1]),
    Home: () => moveTo(all[0]),
    End: () => moveTo(all[all.length - 1]),
    c: () => row.querySelector(".desk-list__case").click(),
    x: () => row.querySelector("input[type=checkbox]")?.click(),
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
