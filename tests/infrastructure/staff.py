"""Staff who are logged in to a real server, and send its forms as a browser does."""

from __future__ import annotations

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.test import Client

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
INPUT = re.compile(r"<input[^>]*>|<option[^>]*selected[^>]*>", re.S)


class StaffBrowser:
    """Keeps cookies; `get` and `post` give status, body and headers, and follow redirects."""

    def __init__(self, url: str, user=None):
        self.url = url
        user = user or get_user_model().objects.create_superuser(f"staff-{uuid4().hex[:8]}")
        client = Client()
        client.force_login(user)
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        session = client.cookies["sessionid"].value
        self.opener.addheaders = [("Cookie", f"sessionid={session}")]
        self.session, self.token = session, ""

    def _ask(self, request: urllib.request.Request):
        try:
            with self.opener.open(request, timeout=120) as response:
                return response.status, response.read(), response.headers
        except urllib.error.HTTPError as error:
            return error.code, error.read(), error.headers

    def get(self, path: str):
        cookies = f"sessionid={self.session}" + (f"; csrftoken={self.token}" if self.token else "")
        request = urllib.request.Request(self.url + path, headers={"Cookie": cookies})
        status, body, headers = self._ask(request)
        found = re.search(r"csrftoken=([^;]+)", headers.get("Set-Cookie", ""))
        if found:
            self.token = found[1]
        return status, body, headers

    def post(self, path: str, fields: dict, files: dict | None = None, form: str = "", **headers):
        """Send a form. `form` is the page it stands on, whose token is taken."""
        _status, page, _headers = self.get(form or path)
        token = TOKEN.search(page.decode())[1]
        boundary = uuid4().hex
        body = bytearray()
        for name, value in {"csrfmiddlewaretoken": token, **fields}.items():
            body += (
                f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
            )
            body += f"{value}\r\n".encode()
        for name, (file, content) in (files or {}).items():
            body += (
                f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; '
                f'filename="{file}"\r\nContent-Type: application/octet-stream\r\n\r\n'
            ).encode()
            body += content + b"\r\n"
        body += f"--{boundary}--\r\n".encode()
        request = urllib.request.Request(
            self.url + path,
            data=bytes(body),
            headers={
                "Content-Type": f"multipart/form-data; boundary={boundary}",
                "Cookie": f"sessionid={self.session}; csrftoken={self.token}",
                "Referer": self.url + path,
                **{name.replace("_", "-"): value for name, value in headers.items()},
            },
        )
        return self._ask(request)
