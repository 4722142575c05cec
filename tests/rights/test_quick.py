import os, re, time
import pytest
from django.test import Client
from tests.rights.test_rights import Walker, is_asked
from tests.rights.addresses import every_address
pytestmark = pytest.mark.django_db
src=open("nnirr_site/staff_rights.py").read()
covered=set(re.findall(r'^    "([\w:]+)": \w+,$', src, re.M))|{"wagtailadmin_collections:delete","wagtailadmin_pages:unpublish","wagtailsnippets_campaigns_signature:list","wagtailsnippets_campaigns_signature:inspect","campaigns_import_organizations"}
@pytest.mark.parametrize("role", os.environ["QROLES"].split(","))
def test_quick(role, django_user_model, monkeypatch):
    w = Walker(role, django_user_model, monkeypatch)
    t=time.process_time(); n=0
    out=open(f"/tmp/quick_{role.replace(' ','')}.txt","w")
    for a in every_address(w.planted):
        f=a.name.split(" ")[0]
        if not (f in covered or f.rpartition(":")[0] in covered or f.startswith("wagtailsnippetchoosers")): continue
        for m in ("get","post"): w.ask(a,m)
        while n < len(w.wrong): out.write(w.wrong[n]+"\n"); n+=1; out.flush()
    out.write(f"DONE {w.requests} {time.process_time()-t}\n"); out.close()
