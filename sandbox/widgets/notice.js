// What a form can only do in the browser: say that its kernel is gone, and keep its keys.

// JupyterLab takes arrows and letters for its own, except where it is told not to.
function keep({ target }) {
  if (target.matches?.(".sandbox-form :is(select, [type=radio])")) {
    target.dataset.lmSuppressShortcuts = "true";
  }
}

function initialize() {
  document.addEventListener("focusin", keep);
  return () => document.removeEventListener("focusin", keep);
}

function render({ model, el }) {
  const notice = document.createElement("div");
  const headline = document.createElement("strong"), advice = document.createElement("p");
  notice.className = "sandbox-notice";
  notice.setAttribute("role", "alert"); // told aloud when its style makes it visible
  headline.textContent = model.get("headline");
  advice.textContent = model.get("advice");
  notice.append(headline, advice);
  el.append(notice);
}

export default { initialize, render };
