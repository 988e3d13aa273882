// A token after the # never reaches a server. This moves it into the form and sends that; without script one types.
const token = new URLSearchParams(location.hash.slice(1)).get("sbt");
const form = document.getElementById("find");
if (token && form) {
  history.replaceState(null, "", location.pathname + location.search);
  form.elements.token.value = token;
  form.submit();
}
