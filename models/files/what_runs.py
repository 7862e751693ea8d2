"""Files that run when they are opened, by what is in them and by their names, on Windows, macOS and Linux alike."""

from __future__ import annotations

# By what is in them. A page and a drawing of the web run scripts as well.
_TYPES = frozenset(
    [
        "application/hta",
        "application/java-archive",
        "application/javascript",
        "application/msaccess",
        "application/vnd.android.package-archive",
        "application/vnd.debian.binary-package",
        "application/vnd.microsoft.portable-executable",
        "application/vnd.ms-htmlhelp",
        "application/x-apple-diskimage",
        "application/x-bat",
        "application/x-debian-package",
        "application/x-dosexec",
        "application/x-elf",
        "application/x-exe",
        "application/x-executable",
        "application/x-iso9660-image",
        "application/x-java-archive",
        "application/x-mach-binary",
        "application/x-ms-application",
        "application/x-ms-dos-executable",
        "application/x-ms-installer",
        "application/x-ms-shortcut",
        "application/x-msdos-program",
        "application/x-msdownload",
        "application/x-msi",
        "application/x-object",
        "application/x-redhat-package-manager",
        "application/x-rpm",
        "application/x-sh",
        "application/x-sharedlib",
        "application/x-shellscript",
        "application/xhtml+xml",
        "image/svg+xml",
        "text/html",
        "text/javascript",
        "text/x-python",
        "text/x-shellscript",
    ]
)
# By their names: programs, scripts, installers, images of disks, links to programs, pages, and documents with macros.
_ON_WINDOWS = (
    "accda accde accdr ade adp ani appinstaller application appref-ms appx appxbundle asp aspx bas bat bgi cab chm cmd"
    " cnt com cpl crt csh diagcab dll drv exe fon gadget grp hlp hpj hta img inf ins iso isp its jar jnlp js jse ksh"
    " library-ms lnk mad maf mag mam maq mar mas mat mau mav maw mcf mda mdb mde mdt mdw mdz mht mhtml mmc msc msh"
    " msh1 msh1xml msh2 msh2xml mshxml msi msix msixbundle msp mst msu ocx one onepkg ops pcd pif pl plg prf prg"
    " printerexport ps1 ps1xml ps2 ps2xml psc1 psc2 psd1 psdm1 psm1 pst reg rdp scf scr sct search-ms"
    " searchconnector-ms settingcontent-ms shb shs sys theme themepack tmp url vb vbe vbp vbs vhd vhdx vsmacros vsw"
    " webpnp website wim ws wsb wsc wsf wsh xbap xll xnk"
)
_ON_MACOS = (
    "action app applescript bundle caction command definition dmg dylib fileloc framework inetloc kext mobileconfig"
    " mpkg osx pkg plugin prefpane qlgenerator scpt scptd service shortcut terminal tool webloc wflow workflow"
)
_ON_LINUX = (
    "appimage bash bin csh deb desktop elf fish flatpak flatpakref flatpakrepo kmod ko lua o out php pl py pyc pyo pyw"
    " pyz pyzw rb rpm run service sh snap so tcl zsh"
)
_PAGES = "htm html shtml svg svgz swf xht xhtml xml xsl xslt"
_WITH_MACROS = "docm dotm potm ppam ppsm pptm sldm xla xlam xlm xlsb xlsm xltm iqy oqy rqy slk odb"
_ENDINGS = frozenset(" ".join((_ON_WINDOWS, _ON_MACOS, _ON_LINUX, _PAGES, _WITH_MACROS)).split())


def runs(name: str, content_type: str | None) -> bool:
    """Whether a file with this name, in which this type was found, could run something when it is opened."""
    return content_type in _TYPES or ending(name) in _ENDINGS


def ending(name: str) -> str:
    """What stands behind the last dot of a name, in small letters; systems overlook dots and blanks at the end."""
    stem, dot, last = name.rstrip(". ").rpartition(".")
    return last.lower() if dot and stem else ""
