"""What can stand in the way of moving a store, and of opening one that moves or has moved."""

from coordinator.i18n import N_
from coordinator.store_errors import StoreNewer, StoreNotUpgraded, StoreUnavailable


class StoreMoved(StoreUnavailable):
    """Everything in the store lies elsewhere now (facts: path, place)."""

    code = "store-moved"
    cause_text = N_("The store {path} has moved to {place}, so nobody writes here any more.")
    way_out_text = N_(
        "Open {place}. Must this store be used again, IT runs “store move --cancel” on it; what "
        "was written in the new store since then does not come along."
    )


class StoreMoving(StoreUnavailable):
    """The store is being moved, or a move of it was broken off (facts: path, place)."""

    code = "store-moving"
    cause_text = N_("The store {path} is being moved to {place}, and is closed until then.")
    way_out_text = N_(
        "Wait, and open {place}. Was the move broken off, the same “store move” goes on where it "
        "stopped, and “store move --cancel” takes this store into use again."
    )


class StoreArriving(StoreUnavailable):
    """A store that is not whole yet: what it shall hold is still on its way (facts: path)."""

    code = "store-arriving"
    cause_text = N_("A store is being moved to {path}, and not everything is there yet.")
    way_out_text = N_(
        "Wait until it has moved. Was the move broken off, run the same “store move” again: it "
        "goes on where it stopped."
    )


class MoveRefused(StoreUnavailable):
    """A store that is not moved; everything is as it was."""

    code = "move-refused"
    way_out_text = N_("Nothing was moved.")


class MoveOlder(MoveRefused, StoreNotUpgraded):
    """One of the two stores is older than this program (facts: path)."""

    code = "move-older"
    cause_text = N_("The store {path} was made by an older Samplan than this one.")
    way_out_text = N_("Run “store upgrade” on it first. Nothing was moved.")


class MoveNewer(MoveRefused, StoreNewer):
    """One of the two stores is newer than this program (facts: path)."""

    code = "move-newer"
    cause_text = N_("The store {path} was made by a newer Samplan than this one.")
    way_out_text = N_("Move it with the newest Samplan. Nothing was moved.")


class MoveSameKind(MoveRefused):
    """From file to file, or from server to server."""

    code = "move-same-kind"
    cause_text = N_("“store move” goes between a store on a PC and a shared store on a server.")
    way_out_text = N_(
        "Take “store backup” and “store restore” between two PCs, and pg_dump and pg_restore "
        "between two servers. Nothing was moved."
    )


class MoveTargetFull(MoveRefused):
    """There is something in the store already, or in the file (facts: path)."""

    code = "move-target-full"
    cause_text = N_("There is already something in {path}; a store moves to an empty place only.")
    way_out_text = N_("Choose an empty database or a new file. Nothing was moved or changed.")


class MoveElsewhere(MoveRefused):
    """The store is on its way to another place (facts: path, place)."""

    code = "move-elsewhere"
    cause_text = N_("A move of {path} to {place} has begun and is not at its end.")
    way_out_text = N_(
        "Go on with --to that place, or run “store move --cancel” first and begin anew."
    )


class MoveNeedsServerLogin(MoveRefused):
    """No login of a member of staff moves a whole store past the walls."""

    code = "move-needs-server-login"
    cause_text = N_("Only those who run the database server can move a store to it or from it.")
    way_out_text = N_(
        "Run it on the server as postgres, or with another superuser's login. Nothing was moved."
    )


class MoveOthersThere(MoveRefused):
    """Somebody has the shared store open (facts: path, logins)."""

    code = "move-others-there"
    cause_text = N_("Others have {path} open: {logins}.")
    way_out_text = N_(
        "Let them save and close Samplan, then run it again. Nothing was moved or changed."
    )


class MoveDraftsWaiting(MoveRefused):
    """This PC keeps texts that the store does not have yet (facts: path, count)."""

    code = "move-drafts-waiting"
    cause_text = N_("Text that was never saved waits on this PC, in this many plans: {count}.")
    way_out_text = N_(
        "Let those who wrote it open Samplan here, and save or drop it. Is it not wanted any more, "
        "move the file {path} away. Nothing was moved."
    )


class MoveRowRefused(MoveRefused):
    """A table holds what the other store cannot keep (facts: table, path)."""

    code = "move-row-refused"
    cause_text = N_("A row of the table {table} holds what {path} cannot keep.")
    way_out_text = N_(
        "What was copied so far stays and nothing is lost. “store move --cancel” takes the old "
        "store into use again; show this sentence to your support."
    )


class MoveDiffers(MoveRefused):
    """The two stores do not hold the same (facts: what, here, there)."""

    code = "move-differs"
    cause_text = N_(
        "What arrived is not what was sent: {what}. Old store: {here}. New store: {there}."
    )
    way_out_text = N_(
        "The old store is unharmed. Delete the new one, create it anew and run the same command; "
        "or take the old store into use again with “store move --cancel”."
    )


class MoveNotBegun(MoveRefused):
    """There is no move to cancel (facts: path)."""

    code = "move-not-begun"
    cause_text = N_("The store {path} has not moved and is not being moved.")
    way_out_text = N_("There is nothing to cancel.")
