// Asks the browser to keep a few pages for the minutes without a network; only after this one is there and painted.
if (window.isSecureContext && navigator.serviceWorker) {
  const keep = () => navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => {})
  addEventListener('load', () => requestAnimationFrame(() => setTimeout(keep)))
}
