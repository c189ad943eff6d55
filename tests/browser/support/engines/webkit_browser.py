#!/usr/bin/python3
"""A browser of one window on WebKitGTK, for WebKitWebDriver to drive. MiniBrowser forgets everything at its end when it is
automated; this one keeps a profile on disk, runs scripts before the page's own, saves downloads, and composes
text through the input method interface of the engine, as a person's input method does.

$SADDLEBAG_WEBKIT is a file of JSON: folder, width, height, dark, motion, scripts, channel (the path of a socket on which
it takes commands, one JSON object a line, each answered by a line).
"""
import json
import os
import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gio, GLib, Gtk, WebKit2  # noqa: E402

with open(os.environ["SADDLEBAG_WEBKIT"], encoding="utf-8") as file:
    options = json.load(file)
folder = options["folder"]


class InputMethod(WebKit2.InputMethodContext):
    """Says what it is told to say; keys pass it by."""

    text = ""

    def do_get_preedit(self):
        return self.text, [], len(self.text)

    def do_filter_key_event(self, event):
        return False

    def compose(self, text):
        if not self.text:
            self.emit("preedit-started")
        self.text = text
        self.emit("preedit-changed")

    def commit(self, text):
        if self.text:
            self.text = ""
            self.emit("preedit-changed")
            self.emit("preedit-finished")
        self.emit("committed", text)


class Browser:
    def __init__(self):
        settings = Gtk.Settings.get_default()
        settings.set_property("gtk-enable-animations", options["motion"])
        settings.set_property("gtk-application-prefer-dark-theme", options["dark"])
        self.views = []
        data = WebKit2.WebsiteDataManager(base_data_directory=folder + "/data", base_cache_directory=folder + "/cache")
        self.context = WebKit2.WebContext(website_data_manager=data)
        self.context.set_preferred_languages(["en-GB"])
        self.context.set_automation_allowed(True)
        self.context.connect("automation-started", self.automate)
        self.context.connect("download-started", lambda _, download: download.connect("decide-destination", self.save))

    def automate(self, _, session):
        session.connect("create-web-view", lambda *_: self.open())

    def open(self):
        content = WebKit2.UserContentManager()
        for script in options["scripts"]:
            content.add_script(WebKit2.UserScript.new(script, WebKit2.UserContentInjectedFrames.TOP_FRAME,
                                                      WebKit2.UserScriptInjectionTime.START, None, None))
        view = WebKit2.WebView(web_context=self.context, user_content_manager=content, is_controlled_by_automation=True)
        view.input_method = InputMethod()
        view.set_input_method_context(view.input_method)
        view.connect("permission-request", lambda _, request: request.allow() or True)
        settings = view.get_settings()
        settings.set_property("javascript-can-access-clipboard", True)
        settings.set_property("enable-webgl", True)
        settings.set_property("hardware-acceleration-policy", WebKit2.HardwareAccelerationPolicy.ALWAYS)
        window = Gtk.Window()
        window.set_decorated(False)
        window.set_default_size(options["width"], options["height"])
        window.add(view)
        view.connect("close", lambda _: self.close(view, window))
        window.show_all()
        view.grab_focus()
        self.views.append(view)
        return view

    def close(self, view, window):
        self.views.remove(view)
        window.destroy()

    def save(self, download, name):
        download.set_destination(GLib.filename_to_uri(f"{folder}/downloads/{name}", None))
        return True

    def obey(self, command):
        method = self.views[-1].input_method if self.views else None
        if "compose" in command:
            method.compose(command["compose"])
        elif "commit" in command:
            method.commit(command["commit"])


browser = Browser()


def listen(path):
    """Commands come from the test, in order; each is answered once it was carried out."""
    def hear(stream, result, connection):
        line, _ = stream.read_line_finish_utf8(result)
        if line is None:
            return
        answer = {}
        try:
            browser.obey(json.loads(line))
        except Exception as error:  # told to the test, which fails by it
            answer = {"error": repr(error)}
        connection.get_output_stream().write_all((json.dumps(answer) + "\n").encode(), None)
        stream.read_line_async(GLib.PRIORITY_DEFAULT, None, hear, connection)

    def welcome(_, connection, __):
        stream = Gio.DataInputStream.new(connection.get_input_stream())
        stream.read_line_async(GLib.PRIORITY_DEFAULT, None, hear, connection)
        return True

    service = Gio.SocketService()
    service.add_address(Gio.UnixSocketAddress.new(path), Gio.SocketType.STREAM, Gio.SocketProtocol.DEFAULT, None)
    service.connect("incoming", welcome)
    service.start()
    return service


service = listen(options["channel"])
os.makedirs(folder + "/downloads", exist_ok=True)
try:
    Gtk.main()
except KeyboardInterrupt:
    sys.exit(0)
