const pick = document.getElementById("only");
const shown = document.getElementById("shown");
function show() {
  const it = pick.value;
  shown.textContent = it && `.f:not(.${it}) { display: none } .g:not(.${it}) { opacity: .5 }
    @media screen and (max-width: 48rem) { .roster td:not(.${it}) { display: none } }`;
}
pick.closest("p").hidden = false;
pick.onchange = show;
show();
