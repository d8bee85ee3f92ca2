// Before anything is drawn: where scripts run, the claims in words are not shown, until it turns out that the page cannot
// begin, since its file is cut off or damaged. It stands in the document's head, and for itself.
{
  const root = document.documentElement;
  const giveUp = () => {
    if (!document.body || document.body.dataset.ready || !root.matches(".beginning")) return;
    root.classList.remove("beginning");
    const note = document.getElementById("not-shown") ?? document.createElement("p");
    note.className = "note";
    note.textContent = root.dataset.cannot
      ?? "This page is not whole: a part of its file is missing or damaged. Get it again. What could be read of it is here in words.";
    document.body.prepend(note);
  };
  root.classList.add("beginning");
  addEventListener("error", giveUp);
  addEventListener("unhandledrejection", giveUp);
  addEventListener("DOMContentLoaded", () => {
    if (!("begun" in root.dataset)) giveUp();
  });
}
