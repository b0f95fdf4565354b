#!/usr/bin/python3
"""boto3, unmodified, against fauxebs-server."""

import base64
import hashlib
import os
import sys
import tempfile
import unittest

try:
    import boto3
    import botocore.exceptions
    from botocore.config import Config
except ImportError:
    sys.exit("there is no boto3 for /usr/bin/python3; install it: apt-get install python3-boto3")

from fauxebs_server import Server

BLOCK_BYTES = 524288
IMAGE_ID = "snap-0123"
KEY_ID, SECRET = "AKIDEXAMPLE", "wJalrXUtnFEMI"


def block(fill):
    return bytes([fill]) * BLOCK_BYTES


def checksum(data):
    return base64.b64encode(hashlib.sha256(data).digest()).decode()


def aggregate(*blocks):
    return checksum(b"".join(hashlib.sha256(data).digest() for data in blocks))


class Fixture(unittest.TestCase):
    flags = ()
    image_blocks = 2

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        image = os.path.join(folder.name, "disk.img")
        with open(image, "wb") as file:  # a byte in each block, the rest is holes
            for index in range(cls.image_blocks):
                file.seek(index * BLOCK_BYTES)
                file.write(bytes([1 + index % 255]))
            file.truncate(cls.image_blocks * BLOCK_BYTES)
        cls.server = cls.enterClassContext(
            Server("--clock", "manual", "--load-image", f"{IMAGE_ID}={image}", *cls.flags))

    @classmethod
    def enterClassContext(cls, context):  # of Python 3.11 and before, too
        cls.addClassCleanup(context.__exit__, None, None, None)
        return context.__enter__()

    def setUp(self):
        self.server.control("POST", "reset")
        self.ebs = self.client("ebs")

    def client(self, service, secret=SECRET, key_id=KEY_ID, **config):
        config = {"retries": {"mode": "standard", "total_max_attempts": 3}, **config}
        client = boto3.client(
            service, endpoint_url=self.server.endpoint, region_name="us-east-1",
            aws_access_key_id=key_id, aws_secret_access_key=secret, config=Config(**config))
        self.addCleanup(client.close)
        return client

    def once(self, **config):
        """A client that does not retry."""
        return self.client("ebs", retries={"total_max_attempts": 1}, **config)

    def start(self, **parameters):
        return self.ebs.start_snapshot(VolumeSize=1, **parameters)["SnapshotId"]

    def put(self, snapshot_id, index, data, ebs=None, **parameters):
        return (ebs or self.ebs).put_snapshot_block(**{
            "SnapshotId": snapshot_id, "BlockIndex": index, "BlockData": data,
            "DataLength": BLOCK_BYTES, "Checksum": checksum(data), "ChecksumAlgorithm": "SHA256",
            **parameters})

    def complete(self, snapshot_id, *blocks):
        return self.ebs.complete_snapshot(
            SnapshotId=snapshot_id, ChangedBlocksCount=len(blocks), Checksum=aggregate(*blocks),
            ChecksumAlgorithm="SHA256", ChecksumAggregationMethod="LINEAR")

    def made(self, *blocks, **parameters):
        """A completed snapshot of these blocks, from index 0 on."""
        snapshot_id = self.start(**parameters)
        for index, data in enumerate(blocks):
            self.put(snapshot_id, index, data)
        self.complete(snapshot_id, *blocks)
        return snapshot_id

    def read(self, snapshot_id, index, token, ebs=None):
        answer = (ebs or self.ebs).get_snapshot_block(
            SnapshotId=snapshot_id, BlockIndex=index, BlockToken=token)
        return answer["BlockData"].read(), answer

    def token(self, snapshot_id, index=0):
        page = self.ebs.list_snapshot_blocks(SnapshotId=snapshot_id, StartingBlockIndex=index)
        return page["Blocks"][0]["BlockToken"]

    def pages(self, operation, **parameters):
        pages = [operation(**parameters)]
        while "NextToken" in pages[-1]:
            pages.append(operation(**parameters, NextToken=pages[-1]["NextToken"]))
        return pages

    def refused(self, exception, call, *arguments, **parameters):
        """What the exception carries: its response."""
        with self.assertRaises(exception) as caught:
            call(*arguments, **parameters)
        return caught.exception.response

    def shown(self):
        return self.server.control("GET", "snapshots")["Snapshots"]


class LifeOfASnapshot(Fixture):
    def test_goes_from_start_to_comparison(self):
        tags = [{"Key": "Name", "Value": "disk"}]
        started = self.ebs.start_snapshot(VolumeSize=1, Description="first", Tags=tags)
        parent = started["SnapshotId"]
        self.assertEqual(started["ResponseMetadata"]["HTTPStatusCode"], 201)
        self.assertEqual(started["Status"], "pending")
        self.assertEqual(started["BlockSize"], BLOCK_BYTES)
        self.assertEqual(started["Tags"], tags)
        self.assertEqual(started["Description"], "first")
        self.assertEqual(started["StartTime"].isoformat(), "2026-01-01T00:00:00+00:00")

        put = self.put(parent, 0, block(1), Progress=50)
        self.assertEqual(put["Checksum"], checksum(block(1)))
        self.assertEqual(put["ChecksumAlgorithm"], "SHA256")
        self.put(parent, 2047, block(2))
        self.assertEqual(self.complete(parent, block(1), block(2))["Status"], "pending")
        self.assertEqual(self.shown()[-1]["State"], "completed")

        listed = self.ebs.list_snapshot_blocks(SnapshotId=parent)
        self.assertEqual([entry["BlockIndex"] for entry in listed["Blocks"]], [0, 2047])
        self.assertEqual(listed["VolumeSize"], 1)
        self.assertNotIn("NextToken", listed)
        data, answer = self.read(parent, 2047, listed["Blocks"][1]["BlockToken"])
        self.assertEqual(data, block(2))
        self.assertEqual(answer["Checksum"], checksum(block(2)))
        self.assertEqual(answer["DataLength"], BLOCK_BYTES)

        child = self.start(ParentSnapshotId=parent)
        self.put(child, 0, block(3))
        self.put(child, 7, block(4))
        self.complete(child, block(3), block(4))
        changed = self.ebs.list_changed_blocks(FirstSnapshotId=parent, SecondSnapshotId=child)
        first, second = changed["ChangedBlocks"]
        self.assertEqual([first["BlockIndex"], second["BlockIndex"]], [0, 7])
        self.assertNotIn("FirstBlockToken", second)
        self.assertEqual(self.read(parent, 0, first["FirstBlockToken"])[0], block(1))
        self.assertEqual(self.read(child, 0, first["SecondBlockToken"])[0], block(3))
        self.assertEqual(self.read(child, 7, second["SecondBlockToken"])[0], block(4))

    def test_is_started_once_by_a_client_token(self):
        self.assertEqual(self.start(ClientToken="t"), self.start(ClientToken="t"))
        refusal = self.refused(self.ebs.exceptions.ConflictException, self.ebs.start_snapshot,
                               VolumeSize=2, ClientToken="t")
        self.assertEqual(refusal["ResponseMetadata"]["HTTPStatusCode"], 409)
        self.assertEqual(refusal["Message"],
                         "Current request does not match request stored with this token.")

    def test_ends_in_error_by_a_wrong_count(self):
        snapshot_id = self.start()
        self.put(snapshot_id, 0, block(1))
        self.ebs.complete_snapshot(SnapshotId=snapshot_id, ChangedBlocksCount=2)
        self.assertEqual(self.shown()[-1]["State"], "error")
        self.assertEqual(self.shown()[-1]["StateMessage"],
                         "Changed blocks count mismatch for snapshot")


class LongListings(Fixture):
    image_blocks = 250

    def test_come_in_pages(self):
        pages = self.pages(self.ebs.list_snapshot_blocks, SnapshotId=IMAGE_ID, MaxResults=100)
        self.assertEqual([len(page["Blocks"]) for page in pages], [100, 100, 50])
        indexes = [entry["BlockIndex"] for page in pages for entry in page["Blocks"]]
        self.assertEqual(indexes, list(range(self.image_blocks)))
        last = pages[-1]["Blocks"][-1]
        self.assertEqual(self.read(IMAGE_ID, 249, last["BlockToken"])[0][:2], b"\xfa\0")

    def test_of_changes_come_in_pages(self):
        child = self.made(*[block(9)] * 3, ParentSnapshotId=IMAGE_ID)
        pages = self.pages(self.ebs.list_changed_blocks, FirstSnapshotId=IMAGE_ID,
                           SecondSnapshotId=child, MaxResults=100)
        changed = [entry["BlockIndex"] for page in pages for entry in page["ChangedBlocks"]]
        self.assertEqual(changed, [0, 1, 2])


class Refusals(Fixture):
    def test_of_a_wrong_checksum(self):
        refusal = self.refused(botocore.exceptions.ClientError, self.put, self.start(), 0, block(1),
                               Checksum=checksum(block(2)))
        self.assertEqual(refusal["Error"]["Code"], "InvalidSignatureException")
        self.assertIn("does not match the computed checksum", refusal["Error"]["Message"])
        self.assertEqual(refusal["ResponseMetadata"]["HTTPStatusCode"], 403)

    def test_of_a_block_outside_of_the_volume(self):
        refusal = self.refused(self.ebs.exceptions.ValidationException, self.put, self.start(), 2048,
                               block(1))
        self.assertEqual(refusal["Reason"], "INVALID_BLOCK")
        self.assertEqual(refusal["Message"], "Block index 2048 is beyond the volume size extent")

    def test_of_an_unknown_snapshot(self):
        refusal = self.refused(self.ebs.exceptions.ResourceNotFoundException,
                               self.ebs.list_snapshot_blocks, SnapshotId="snap-0")
        self.assertEqual(refusal["Reason"], "SNAPSHOT_NOT_FOUND")
        self.assertEqual(refusal["Message"], "The snapshot 'snap-0' does not exist.")

    def test_of_a_token_of_another_block(self):
        refusal = self.refused(self.ebs.exceptions.ValidationException, self.read, IMAGE_ID, 1,
                               self.token(IMAGE_ID, 0))
        self.assertEqual(refusal["Reason"], "INVALID_BLOCK_TOKEN")

    def test_of_every_kind_that_the_model_has(self):
        for name in ("AccessDenied", "InternalServer", "RequestThrottled", "ServiceQuotaExceeded",
                     "ConcurrentLimitExceeded"):
            with self.subTest(name):
                self.server.fault(f"StartSnapshot#1: refuse({name})")
                refusal = self.refused(getattr(self.ebs.exceptions, f"{name}Exception"),
                                       self.once().start_snapshot, VolumeSize=1)
                self.assertNotEqual(refusal["Message"], "")

    def test_by_the_client_itself(self):
        with self.assertRaises(botocore.exceptions.ParamValidationError):
            self.ebs.list_snapshot_blocks(SnapshotId=IMAGE_ID, MaxResults=1)
        self.assertEqual(self.server.attempts("ListSnapshotBlocks"), [])

    def test_by_the_framework_where_the_client_lets_it_pass(self):
        ebs = self.client("ebs", parameter_validation=False)
        for call, parameters, field in (
                (ebs.list_snapshot_blocks, {"SnapshotId": IMAGE_ID, "MaxResults": 1}, "maxResults"),
                (ebs.get_snapshot_block,
                 {"SnapshotId": IMAGE_ID, "BlockIndex": -1, "BlockToken": "AAAB"}, "blockIndex"),
                (ebs.start_snapshot, {"VolumeSize": 0}, "volumeSize"),
                (ebs.start_snapshot, {}, "volumeSize"),
                (ebs.start_snapshot, {"VolumeSize": 1, "Timeout": 9}, "timeout"),
                (ebs.complete_snapshot, {"SnapshotId": IMAGE_ID}, "changedBlocksCount")):
            with self.subTest(field):
                refusal = self.refused(ebs.exceptions.ValidationException, call, **parameters)
                self.assertIn("1 validation error detected: Value ", refusal["Error"]["Message"])
                self.assertIn(f" at '{field}' failed", refusal["Error"]["Message"])
                self.assertNotIn("Reason", refusal)


class Retries(Fixture):
    def test_under_throttling(self):
        snapshot_id = self.start()
        self.server.fault("PutSnapshotBlock#1-2: refuse(RequestThrottled)")
        put = self.put(snapshot_id, 0, block(1))
        self.assertEqual(put["ResponseMetadata"]["RetryAttempts"], 2)
        self.assertEqual(self.server.fired(), [2])
        attempts = self.server.attempts("PutSnapshotBlock")
        self.assertEqual([attempt["ok"] for attempt in attempts], [False, False, True])
        self.assertEqual([attempt["attempt"] for attempt in attempts], [1, 2, 3])
        self.assertEqual({attempt["client"] for attempt in attempts}, {"Boto3"})

    def test_end_where_throttling_does_not(self):
        self.server.fault("StartSnapshot: refuse(Throttling)")
        ebs = self.client("ebs", retries={"mode": "standard", "total_max_attempts": 2})
        refusal = self.refused(botocore.exceptions.ClientError, ebs.start_snapshot, VolumeSize=1)
        self.assertEqual(refusal["Error"]["Code"], "ThrottlingException")
        self.assertEqual(self.server.fired(), [2])

    def test_heal_a_lost_reply(self):
        self.server.fault("StartSnapshot#1: lose-reply; PutSnapshotBlock#1: lose-reply")
        self.put(self.start(), 0, block(1))
        self.assertEqual(self.server.fired(), [1, 1])
        self.assertEqual(len(self.shown()), 2)  # the image's, and one

    def test_heal_a_connection_that_is_reset(self):
        self.server.fault("StartSnapshot#1: refuse(ConnectionReset); "
                          "CompleteSnapshot#1: apply-then-fail(ConnectionReset)")
        self.made(block(1))
        self.assertEqual(self.server.fired(), [1, 1])
        self.assertEqual(self.shown()[-1]["State"], "completed")

    def test_heal_an_answer_without_a_body(self):
        self.server.fault("StartSnapshot#1: refuse(ServiceUnavailable \"\")")
        self.start()
        self.assertEqual(self.server.fired(), [1])


class WireFaults(Fixture):
    def test_half_a_body(self):
        token = self.token(IMAGE_ID)
        self.server.fault("GetSnapshotBlock#1: cut-reply(1000)")
        with self.assertRaises(botocore.exceptions.HTTPClientError):
            self.read(IMAGE_ID, 0, token)
        self.assertEqual(len(self.read(IMAGE_ID, 0, token)[0]), BLOCK_BYTES)

    def test_a_body_that_stalls(self):
        token = self.token(IMAGE_ID)
        self.server.fault("GetSnapshotBlock#1: stall(1000)")
        with self.assertRaises(botocore.exceptions.ReadTimeoutError):
            self.read(IMAGE_ID, 0, token, self.once(read_timeout=0.2))

    def test_garbage_instead_of_json(self):
        self.server.fault("ListSnapshotBlocks#1: garble-reply")
        page = self.ebs.list_snapshot_blocks(SnapshotId=IMAGE_ID)  # which boto3 does not mind
        self.assertNotIn("Blocks", page)

    def test_a_missing_header(self):
        token = self.token(IMAGE_ID)
        self.server.fault("GetSnapshotBlock#1: drop-header(x-amz-Checksum)")
        _, answer = self.read(IMAGE_ID, 0, token)
        self.assertNotIn("Checksum", answer)
        self.assertIn("ChecksumAlgorithm", answer)

    def test_a_damaged_block(self):
        token = self.token(IMAGE_ID)
        self.server.fault("GetSnapshotBlock#1: corrupt-reply(flip 0)")
        data, answer = self.read(IMAGE_ID, 0, token)
        self.assertNotEqual(checksum(data), answer["Checksum"])


class BesideTheService(Fixture):
    flags = ("--completion-delay", "30")

    def test_ec2_tells_how_a_completion_ended(self):
        ec2 = self.client("ec2")
        snapshot_id = self.made(block(1), Description="d")
        described = ec2.describe_snapshots(SnapshotIds=[snapshot_id])["Snapshots"][0]
        self.assertEqual(described["State"], "pending")

        self.server.control("POST", "clock/advance", '{"seconds": 30}')
        ec2.get_waiter("snapshot_completed").wait(SnapshotIds=[snapshot_id])
        described = ec2.describe_snapshots(
            Filters=[{"Name": "status", "Values": ["completed"]},
                     {"Name": "snapshot-id", "Values": [snapshot_id]}])["Snapshots"][0]
        self.assertEqual(described["Progress"], "100%")
        self.assertEqual(described["VolumeSize"], 1)
        self.assertEqual(described["Description"], "d")

        ec2.delete_snapshot(SnapshotId=snapshot_id)
        refusal = self.refused(botocore.exceptions.ClientError, ec2.describe_snapshots,
                               SnapshotIds=[snapshot_id])
        self.assertEqual(refusal["Error"]["Code"], "InvalidSnapshot.NotFound")

    def test_sts_tells_whose_credentials_they_are(self):
        account = self.client("sts", key_id="999900001111").get_caller_identity()["Account"]
        self.assertEqual(account, "999900001111")

    def test_accounts_do_not_read_each_others_snapshots(self):
        other = self.client("ebs", key_id="999900001111")
        self.refused(other.exceptions.ResourceNotFoundException, other.list_snapshot_blocks,
                     SnapshotId=IMAGE_ID)


class Checkpoints(Fixture):
    def test_are_gone_back_to(self):
        snapshot_id = self.start()
        self.server.control("POST", "checkpoint")
        self.put(snapshot_id, 0, block(1))
        self.server.control("POST", "restore")
        self.assertEqual(self.shown()[-1]["ChangedBlocksCount"], 0)
        self.put(snapshot_id, 0, block(2))
        self.assertEqual(self.shown()[-1]["ChangedBlocksCount"], 1)


class VerifiedSignatures(Fixture):
    flags = ("--verify-signatures", f"{KEY_ID}:{SECRET}")

    def test_let_the_right_secret_pass(self):
        snapshot_id = self.made(block(1))
        self.assertEqual(self.read(snapshot_id, 0, self.token(snapshot_id))[0], block(1))
        self.client("ec2").describe_snapshots(SnapshotIds=[snapshot_id])
        self.client("sts").get_caller_identity()

    def test_turn_away_a_wrong_secret(self):
        refusal = self.refused(botocore.exceptions.ClientError,
                               self.client("ebs", secret="wrong").start_snapshot, VolumeSize=1)
        self.assertEqual(refusal["Error"]["Code"], "InvalidSignatureException")
        self.assertEqual(refusal["ResponseMetadata"]["HTTPStatusCode"], 403)

    def test_turn_away_an_unknown_key(self):
        refusal = self.refused(botocore.exceptions.ClientError,
                               self.client("ebs", key_id="AKIDOTHER").start_snapshot, VolumeSize=1)
        self.assertEqual(refusal["Error"]["Code"], "UnrecognizedClientException")


if __name__ == "__main__":
    unittest.main()
