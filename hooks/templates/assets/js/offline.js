/* Lets the reader keep the guide in this browser, and take it back. Nothing is kept before the button
   is pressed; what keeps it, and when it is read, is in worker.js. */
(function (doc) {
  "use strict";
  var box = doc.querySelector("[data-worker]"), workers = navigator.serviceWorker;
  if (!workers || !/^http/.test(location.protocol)) return;
  var pressed, said = box.querySelector("output"), link = doc.createElement("link");
  var address = new URL(box.getAttribute("data-worker"), location.href).href, home = new URL("./", address).href;

  function ours() { // or nothing: a worker of another part of the host is not ours
    return workers.getRegistration(home).then(function (found) { return found && found.scope === home && found; });
  }

  function show(kept, saying) {
    [].forEach.call(box.querySelectorAll("[data-copies]"), function (button) {
      button.hidden = kept === (button.getAttribute("data-copies") === "keep");
      // The keyboard's place goes on with the button that takes the pressed one's.
      if (pressed && !button.hidden && (pressed === doc.activeElement || doc.body === doc.activeElement)) button.focus();
    });
    pressed = null;
    if (saying) said.textContent = said.getAttribute("data-" + saying);
  }

  function forget() {
    return ours().then(function (found) { return found && found.unregister(); })
      .then(function () { return caches.keys(); })
      .then(function (names) {
        return Promise.all(names.map(function (name) {
          return name.indexOf("guide " + home + " ") === 0 && caches.delete(name);
        }));
      });
  }

  function installed(found) {
    var worker = found.installing || found.waiting || found.active;
    return new Promise(function (done, fail) {
      function look() {
        if (worker.state === "activated") done();
        if (worker.state === "redundant") fail();
      }
      worker.addEventListener("statechange", look);
      look();
    });
  }

  var acts = {
    keep: function () {
      workers.register(address).then(installed).then(
        function () { show(true, "kept"); },
        function () { forget().then(function () { show(false, "failed"); }); }
      );
    },
    remove: function () { forget().then(function () { show(false, "removed"); }); }
  };
  box.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copies]");
    if (!button || pressed) return;
    pressed = button;
    said.textContent = said.getAttribute("data-working");
    acts[button.getAttribute("data-copies")]();
  });

  link.rel = "manifest"; // here and not in the page: from a folder, browsers refuse to read it
  link.href = box.getAttribute("data-manifest");
  doc.head.appendChild(link);
  ours().then(function (found) {
    show(!!found, found && "kept");
    box.hidden = false;
  });
}(document));
