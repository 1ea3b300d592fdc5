// Django's searchable lists (select2) are built without names: give each the one that its label says.
const name = () => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`)?.textContent.replace(/:$/, "").trim()
    const box = select.nextElementSibling
    if (!label || !box?.matches(".select2-container")) continue
    for (const part of box.querySelectorAll('[role="combobox"], [role="textbox"], input')) part.setAttribute("aria-label", label)
  }
  document.getElementById("searchbar")?.setAttribute("aria-label", "Search")
}
// jQuery calls those who are waiting in order: autocomplete.js has asked before us.
if (window.django?.jQuery) window.django.jQuery(name)
else name()
document.addEventListener("formset:added", () => setTimeout(name))
