// Length, reading time, address and how searches show the story, a moment after each pause. The server measures, so that
// what is said here is what will be.
import { post, typed } from "desk/asking"

const PAUSE = 800
const form = document.querySelector("form[data-measure]")

if (form) {
  const put = (selector, text) => {
    for (const element of document.querySelectorAll(selector)) if (element.textContent !== text) element.textContent = text
  }
  let timer, abort = new AbortController()

  const measure = () => {
    abort.abort()
    abort = new AbortController()
    // Without an answer the old figures stand; autosaving says what is wrong with the connection.
    post(form, form.dataset.measure, typed(form), abort.signal).then(show, () => {})
  }

  const show = (found) => {
    if (!found.length) return
    put("[data-length]", found.length)
    put("[data-headline-length]", found.headline)
    put("[data-taken]", found.taken)
    put("[data-title]", found.title)
    put("[data-slug]", found.slug)
    put("[data-description]", found.description)
    put("[data-source]", found.source)
    put("[data-card-headline]", form.elements.headline.value)
    put("[data-card-description]", found.description)
    put("[data-picture-source]", found.picture_source)
    const slug = form.elements.slug
    if (slug && !slug.value) slug.placeholder = found.slug
    const picture = document.querySelector("[data-picture]")
    if (picture.getAttribute("src") !== found.picture) picture.src = found.picture
    picture.hidden = false
    document.querySelector("[data-searched]").hidden = false
  }

  form.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(measure, PAUSE)
  })
  measure()
}
