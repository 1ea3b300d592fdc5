"""What readers see: a page is a function that fetches and renders."""
