"""What can stand between a person and the store: each cause with its sentence and a way out."""

from typing import ClassVar, Final

from coordinator.i18n import N_, _


class StoreUnavailable(Exception):
    """The store cannot be used now; ``code`` names why, ``facts`` fill the sentence.

    The exception's own text is the code alone: a path may name a person, and logs are read by many.
    """

    code: ClassVar[str] = "store-unavailable"
    cause_text: ClassVar[str] = N_("The store cannot be used at the moment.")
    way_out_text: ClassVar[str] = N_("Try again. If it goes on, ask your IT support.")

    def __init__(self, **facts: object) -> None:
        super().__init__(self.code)
        self.facts: Final = facts

    @property
    def cause(self) -> str:
        """What happened, in the language in use."""
        return _(self.cause_text).format(**self.facts)

    @property
    def way_out(self) -> str:
        """What the reader can do about it, in the language in use."""
        return _(self.way_out_text).format(**self.facts)

    @property
    def sentence(self) -> str:
        """Cause and way out together."""
        return f"{self.cause} {self.way_out}"


class StoreNotThere(StoreUnavailable):
    """No store at that address (facts: path)."""

    code = "store-not-there"
    cause_text = N_("There is no store at {path}.")
    way_out_text = N_("Check the address, create a store, or restore a backup.")


class StoreGone(StoreNotThere):
    """The store's file is away while its backups are in place (facts: path)."""

    code = "store-gone"
    cause_text = N_("The store {path} is gone, but its backups are still here.")
    way_out_text = N_("Put the file back if it was moved, or restore the newest backup.")


class StoreMovedAway(StoreNotThere):
    """A store was opened at that path before, and nothing of it is there now (facts: path)."""

    code = "store-moved-away"
    cause_text = N_("The store {path}, which you have opened before, is not there now.")
    way_out_text = N_(
        "Plug in or connect the disk that it lies on, or put its files back, and try again."
    )


class StoreOfAnother(StoreUnavailable):
    """This person's sign-in to the PC may not read the file (facts: path)."""

    code = "store-of-another"
    cause_text = N_("Your sign-in to this PC may not read {path}.")
    way_out_text = N_(
        "Ask whoever made the store, or the IT department, to give you access to its folder. "
        "Nothing was changed."
    )


class StoreExists(StoreUnavailable):
    """A store cannot be created over what is already there (facts: path)."""

    code = "store-exists"
    cause_text = N_("There is already a store or another file at {path}.")
    way_out_text = N_("Open it, or choose another place. Nothing was changed.")


class StoreOnNetworkDrive(StoreUnavailable):
    """A file shared over the network tears when two machines write to it (facts: path)."""

    code = "store-on-network-drive"
    cause_text = N_("{path} is on a network drive, and a store there can be damaged.")
    way_out_text = N_("Choose a folder on this computer, or use a shared PostgreSQL store.")


class StoreAlreadyOpen(StoreUnavailable):
    """Another process has the store (facts: path, holder)."""

    code = "store-already-open"
    cause_text = N_("The store is already open in another Samplan ({holder}).")
    way_out_text = N_("Use the window that is open, or close it and try again.")


class StoreAddressWrong(StoreUnavailable):
    """The text is neither a path nor a postgresql:// address."""

    code = "store-address-wrong"
    cause_text = N_("The address of the store cannot be understood.")
    way_out_text = N_("Write the path of a file, or an address that begins with postgresql://.")


class KeyMissing(StoreUnavailable):
    """No key was to be had: no keyring entry, and no passphrase for this store."""

    code = "store-key-missing"
    cause_text = N_("The key to the store is not on this computer.")
    way_out_text = N_("Type the recovery code from when the store was created.")


class KeyringLocked(KeyMissing):
    """The keyring that may hold the key does not open."""

    code = "store-keyring-locked"
    cause_text = N_("This computer's keyring is locked.")
    way_out_text = N_("Unlock it and try again, or type the recovery code.")


class PassphraseNeeded(KeyMissing):
    """The store opens with a passphrase, and none was given."""

    code = "store-passphrase-needed"
    cause_text = N_("The store opens with a passphrase.")
    way_out_text = N_(
        "Type it, or use the recovery code. Without a window, set SAMPLAN_PASSPHRASE."
    )


class PassphraseToChoose(KeyMissing):
    """A new store has nowhere to keep its key: no usable keyring and no passphrase."""

    code = "store-passphrase-to-choose"
    cause_text = N_("This computer has no safe place to keep the key to the store.")
    way_out_text = N_(
        "Choose a passphrase to type at each start. Without a window, set SAMPLAN_PASSPHRASE."
    )


class PassphraseTooShort(StoreUnavailable):
    """A passphrase that is guessed too easily (facts: least)."""

    code = "store-passphrase-too-short"
    cause_text = N_("The passphrase is too short.")
    way_out_text = N_("Use at least {least} characters. Several words are easy to remember.")


class PassphraseGuessable(StoreUnavailable):
    """A passphrase that is known words, rows of keys and repeats."""

    code = "store-passphrase-guessable"
    cause_text = N_("The passphrase is easy to guess: it is known words or keys in a row.")
    way_out_text = N_("Use several words that have nothing to do with each other.")


class KeyFileMissing(KeyMissing):
    """The envelope beside the store is gone or cannot be read (facts: path)."""

    code = "store-key-file-missing"
    cause_text = N_("The store's key file {path} is missing or damaged.")
    way_out_text = N_("Copy the key file of the newest backup to that place, or restore a backup.")


class KeyWrong(StoreUnavailable):
    """A key, passphrase or recovery code that belongs to another store or was mistyped."""

    code = "store-key-wrong"
    cause_text = N_("The passphrase, recovery code or saved key does not fit this store.")
    way_out_text = N_("Try again, or use the recovery code. The store itself is unharmed.")


class RecoveryCodeMistyped(KeyWrong):
    """The check character of a recovery code does not fit: a typing error, found before trying."""

    code = "store-recovery-code-mistyped"
    cause_text = N_("The recovery code has a typing error.")
    way_out_text = N_("Compare it with the paper: 28 letters and digits in seven groups of four.")


class KeyringUnusable(StoreUnavailable):
    """The keyring did not give back what was put into it."""

    code = "store-keyring-unusable"
    cause_text = N_("This computer's keyring could not keep the key.")
    way_out_text = N_("Choose a passphrase to type at each start.")


class StoreDamaged(StoreUnavailable):
    """The key fits but the file cannot be read, is empty, or is no Samplan store (facts: path)."""

    code = "store-damaged"
    cause_text = N_("The store {path} is damaged.")
    way_out_text = N_("Restore the newest backup. The damaged file is kept, not overwritten.")


class StoreFull(StoreUnavailable):
    """The disk has no room; what was being written is not saved."""

    code = "store-full"
    cause_text = N_("There is no more room on the disk, so it was not saved.")
    way_out_text = N_("Free some space and save again.")


class StoreBusy(StoreUnavailable):
    """Somebody else held the store for longer than we wait."""

    code = "store-busy"
    cause_text = N_("The store is busy, so it was not saved.")
    way_out_text = N_("Try again in a moment.")


class StoreCollided(StoreBusy):
    """Two pieces of work met, and the server undid this one whole; done again, it goes through."""

    code = "store-collided"


class StoreReadOnly(StoreUnavailable):
    """The file or the login may not be written with."""

    code = "store-read-only"
    cause_text = N_("You may not write to the store.")
    way_out_text = N_("Ask your IT support for write access.")


class StoreAway(StoreUnavailable):
    """The database server or the disk does not answer."""

    code = "store-away"
    cause_text = N_("There is no connection to the store.")
    way_out_text = N_("Check the network. What you have typed is kept, so try again.")


class LoginRefused(StoreUnavailable):
    """The database server does not let this login in."""

    code = "store-login-refused"
    cause_text = N_("The database server refused the login.")
    way_out_text = N_("Check the address, user name and password of the store.")


class BackupIsTheServers(StoreUnavailable):
    """A shared store is backed up and restored by its server (facts: path)."""

    code = "backup-is-the-servers"
    cause_text = N_("The store {path} is on a server, which makes its own backups.")
    way_out_text = N_(
        "Use pg_dump and pg_restore, or ask those who run the server. Nothing was changed."
    )


class BackupRefused(StoreUnavailable):
    """A backup that must not replace a store (facts: path)."""

    code = "backup-refused"
    cause_text = N_("The backup {path} cannot be used.")
    way_out_text = N_("Choose another backup. The store was not changed.")


class BackupNotThere(BackupRefused):
    """No backup at that path (facts: path)."""

    code = "backup-not-there"
    cause_text = N_("There is no backup at {path}.")
    way_out_text = N_("Check the name and the folder. The store was not changed.")


class BackupWithoutManifest(BackupRefused):
    """The description beside the backup is missing or cannot be read (facts: path)."""

    code = "backup-without-manifest"
    cause_text = N_("The description file of the backup {path} is missing or damaged.")


class BackupAltered(BackupRefused):
    """The backup is not the file that was written (facts: path)."""

    code = "backup-altered"
    cause_text = N_("The backup {path} is damaged or was changed after it was made.")


class BackupIncomplete(BackupRefused):
    """The backup opens but does not hold the rows that it should (facts: path)."""

    code = "backup-incomplete"
    cause_text = N_("The backup {path} does not hold everything that it should.")


class StoreNotUpgraded(StoreUnavailable):
    """The store's schema is older than this program needs; a local one is brought up by itself."""

    code = "store-not-upgraded"
    cause_text = N_("The store was made by an older Samplan.")
    way_out_text = N_(
        "Ask those who run the database server to make a backup and run “store upgrade”. "
        "Until then, use the Samplan that you had."
    )


class StoreNewer(StoreUnavailable):
    """The store's schema is newer than this program knows."""

    code = "store-newer"
    cause_text = N_("The store was made by a newer Samplan than this one.")
    way_out_text = N_("Install the newest Samplan on this PC. Nothing was changed.")
