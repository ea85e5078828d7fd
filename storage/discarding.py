"""The one way to take an object out of a store: apart from its protocol, which has no word for it."""

from botocore.exceptions import BotoCoreError, ClientError

from storage import Store, Unreachable
from storage.bucket import BucketStore
from storage.folder import FolderStore
from storage.speaking import speaking


def discard(store: Store, sha256: str) -> None:
    """Take the object away; one that is gone already is quiet success.

    For what nothing speaks of any more, by an operator's word. Raises Unreachable, also where a lock holds the object.
    """
    match store:
        case FolderStore():
            with speaking(sha256, Unreachable):
                store.path_of(sha256).unlink(missing_ok=True)
        case BucketStore():
            try:
                store.client.delete_object(Bucket=store.bucket, Key=store.key_of(sha256))
            except (BotoCoreError, ClientError) as error:
                raise Unreachable(f"{sha256}: {error}") from error
        case _:
            raise TypeError(f"nothing is taken out of {type(store).__name__}")
