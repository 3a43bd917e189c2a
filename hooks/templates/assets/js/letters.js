/* Letters are filled in the page and nowhere else: nothing is sent, nothing is stored, and a press
   on « clear » (or leaving the page) forgets it all. Without this file the blanks are dots, to be
   filled by hand on paper, and the form stays out of sight. */
(function (doc) {
  "use strict";

  function each(root, selector, act) { [].forEach.call(root.querySelectorAll(selector), act); }

  function write(letter, input) {
    each(letter, ".blank[data-field=\"" + input.getAttribute("data-fills") + "\"]", function (blank) {
      if (blank.dots === undefined) blank.dots = blank.innerHTML;
      if (input.value.trim()) blank.textContent = input.value.trim();
      else blank.innerHTML = blank.dots;
      blank.classList.toggle("blank--filled", input.value.trim() !== "");
    });
  }

  function copy(sheet, done) {
    function bySelection() { // on old machines there is no other way
      var range = doc.createRange(), selection = getSelection();
      range.selectNodeContents(sheet);
      selection.removeAllRanges();
      selection.addRange(range);
      if (!doc.execCommand("copy")) return; // then it stays selected, for the reader to copy
      selection.removeAllRanges();
      done();
    }
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(sheet.innerText.replace(/\u2060/g, "")).then(done, bySelection);
    } else bySelection();
  }

  function print(letter) { // this letter alone, on paper
    function mark(alone) {
      letter.classList.toggle("letter--alone", alone);
      for (var around = letter.parentNode; around !== doc; around = around.parentNode) {
        around.classList.toggle("prints-letter", alone);
      }
    }
    mark(true);
    addEventListener("afterprint", function after() {
      mark(false);
      removeEventListener("afterprint", after);
    });
    window.print();
  }

  each(doc, ".letter", function (letter) {
    var form = letter.querySelector(".letter-form"), sheet = letter.querySelector(".letter-sheet");
    if (!form) return;
    var said = form.querySelector(".letter-said");
    function clear() {
      form.reset();
      each(form, "[data-fills]", function (input) { write(letter, input); });
      said.textContent = "";
    }
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", function (event) {
      said.textContent = "";
      write(letter, event.target);
    });
    each(form, "[data-letter]", function (button) {
      button.addEventListener("click", function () {
        var action = button.getAttribute("data-letter");
        if (action === "print") print(letter);
        else if (action === "copy") copy(sheet, function () { said.textContent = said.getAttribute("data-copied"); });
        else {
          clear();
          said.textContent = said.getAttribute("data-cleared");
        }
      });
    });
    addEventListener("pagehide", clear); // else « back » would show it to the machine's next user
    form.reset(); // what the browser restored on its own is shown in no letter: forget it
  });
}(document));
