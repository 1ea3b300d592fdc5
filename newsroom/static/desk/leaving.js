// Nobody loses typed words by leaving: the browser asks first. Ctrl/Cmd+S saves.
const form = document.querySelector("form[data-guard]")
if (form && !form.querySelector(":scope > fieldset:disabled")) {
  let isUnsaved = "unsavedAtOnce" in form.dataset || document.getElementById("errors") !== null

  form.addEventListener("input", () => { isUnsaved = true })
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && !event.submitter?.hasAttribute("formtarget")) isUnsaved = false
  })
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved) event.preventDefault()
  })
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      event.preventDefault()
      form.requestSubmit(form.querySelector('[name="_save"]'))
    }
  })
}
