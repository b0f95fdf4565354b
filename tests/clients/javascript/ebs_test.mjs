// The AWS SDK for JavaScript v3, unmodified, against fauxebs-server, which the environment variable
// FAUXEBS_SERVER names.

import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdtempSync, openSync, closeSync, rmSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {after, before, beforeEach, describe, it} from 'node:test';

import * as sdk from '@aws-sdk/client-ebs';

const BLOCK_BYTES = 524288;
const IMAGE_ID = 'snap-0123';
const IMAGE_BLOCKS = 250;
const KEY = {accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI'};

const block = (fill) => Buffer.alloc(BLOCK_BYTES, fill);
const digest = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const checksum = (data) => digest(data).toString('base64');
const aggregate = (...blocks) => digest(...blocks.map((data) => digest(data))).toString('base64');

async function startServer(...flags) {
  const process_ = spawn(process.env.FAUXEBS_SERVER, flags, {stdio: ['ignore', 'pipe', 'inherit']});
  const ended = new Promise((resolve) => process_.on('exit', (code) => resolve(code)));
  const lines = createInterface({input: process_.stdout});
  const {value} = await lines[Symbol.asyncIterator]().next();
  const match = /^fauxebs-server listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(value);
  assert.ok(match, `fauxebs-server said '${value}' instead of where it listens`);
  const endpoint = match[1];
  return {
    endpoint,
    async stop() {
      process_.kill('SIGTERM');
      assert.equal(await ended, 0);
    },
    async control(method, path, body) {
      const reply = await fetch(`${endpoint}/_fauxebs/${path}`, {method, body});
      const text = await reply.text();
      assert.equal(reply.status, 200, text);
      if (reply.headers.get('content-type') !== 'application/x-ndjson') return JSON.parse(text);
      return text.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));
    },
  };
}

function makeImage(path) {  // a byte in each block, the rest is holes
  const file = openSync(path, 'w');
  for (let index = 0; index < IMAGE_BLOCKS; ++index) {
    writeSync(file, Buffer.from([1]), 0, 1, index * BLOCK_BYTES);
  }
  writeSync(file, Buffer.from([0]), 0, 1, IMAGE_BLOCKS * BLOCK_BYTES - 1);
  closeSync(file);
}

function makeClient(server, options = {}) {
  return new sdk.EBSClient({
    endpoint: server.endpoint, region: 'us-east-1', credentials: KEY, maxAttempts: 3,
    retryMode: 'standard', ...options,
  });
}

// What life needs of the client, in few words.
class Caller {
  constructor(client) {
    this.client = client;
  }
  async start(input = {}) {
    const started = await this.client.send(new sdk.StartSnapshotCommand({VolumeSize: 1, ...input}));
    return started.SnapshotId;
  }
  put(SnapshotId, BlockIndex, BlockData, input = {}) {
    return this.client.send(new sdk.PutSnapshotBlockCommand({
      SnapshotId, BlockIndex, BlockData, DataLength: BLOCK_BYTES, Checksum: checksum(BlockData),
      ChecksumAlgorithm: 'SHA256', ...input,
    }));
  }
  complete(SnapshotId, ...blocks) {
    return this.client.send(new sdk.CompleteSnapshotCommand({
      SnapshotId, ChangedBlocksCount: blocks.length, Checksum: aggregate(...blocks),
      ChecksumAlgorithm: 'SHA256', ChecksumAggregationMethod: 'LINEAR',
    }));
  }
  list(SnapshotId, input = {}) {
    return this.client.send(new sdk.ListSnapshotBlocksCommand({SnapshotId, ...input}));
  }
  async read(SnapshotId, BlockIndex, BlockToken) {
    const got = await this.client.send(
      new sdk.GetSnapshotBlockCommand({SnapshotId, BlockIndex, BlockToken}));
    return {...got, bytes: Buffer.from(await got.BlockData.transformToByteArray())};
  }
  async token(SnapshotId) {
    return (await this.list(SnapshotId)).Blocks[0].BlockToken;
  }
}

// The exception that the call ends with.
async function refusal(kind, promise) {
  let caught;
  await assert.rejects(promise, (error) => {
    caught = error;
    return true;
  });
  assert.ok(caught instanceof kind, `${caught.name}: ${caught.message}`);
  return caught;
}

describe('The AWS SDK for JavaScript', () => {
  let folder, server, client, ebs;
  const fault = (text) => server.control('POST', 'faults', text);
  const fired = async () => (await server.control('GET', 'faults')).rules.map((rule) => rule.fired);
  const snapshots = async () => (await server.control('GET', 'snapshots')).Snapshots;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fauxebs-'));
    const image = join(folder, 'disk.img');
    makeImage(image);
    server = await startServer('--clock', 'manual', '--load-image', `${IMAGE_ID}=${image}`);
    await server.control('POST', 'checkpoint');
  });
  beforeEach(async () => {
    await server.control('POST', 'restore', '{"checkpoint": "1"}');
    client?.destroy();
    client = makeClient(server);
    ebs = new Caller(client);
  });
  after(async () => {
    client.destroy();
    await server.stop();
    rmSync(folder, {recursive: true});
  });

  it('makes a snapshot and its child, and compares them', async () => {
    const Tags = [{Key: 'Name', Value: 'disk'}];
    const started = await client.send(
      new sdk.StartSnapshotCommand({VolumeSize: 1, Description: 'first', Tags}));
    const parent = started.SnapshotId;
    assert.equal(started.$metadata.httpStatusCode, 201);
    assert.equal(started.Status, 'pending');
    assert.equal(started.Description, 'first');
    assert.deepEqual(started.Tags, Tags);
    assert.equal(started.StartTime.toISOString(), '2026-01-01T00:00:00.000Z');

    const put = await ebs.put(parent, 0, block(1));
    assert.equal(put.Checksum, checksum(block(1)));
    await ebs.put(parent, 2047, block(2));
    assert.equal((await ebs.complete(parent, block(1), block(2))).Status, 'pending');
    assert.equal((await snapshots()).at(-1).State, 'completed');

    const {Blocks, NextToken, BlockSize} = await ebs.list(parent);
    assert.deepEqual(Blocks.map((entry) => entry.BlockIndex), [0, 2047]);
    assert.equal(NextToken, undefined);
    assert.equal(BlockSize, BLOCK_BYTES);
    const got = await ebs.read(parent, 2047, Blocks[1].BlockToken);
    assert.equal(got.DataLength, BLOCK_BYTES);
    assert.equal(got.Checksum, checksum(block(2)));
    assert.ok(got.bytes.equals(block(2)));

    const child = await ebs.start({ParentSnapshotId: parent});
    await ebs.put(child, 0, block(3));
    await ebs.put(child, 7, block(4));
    await ebs.complete(child, block(3), block(4));
    const {ChangedBlocks: [first, second]} = await client.send(
      new sdk.ListChangedBlocksCommand({FirstSnapshotId: parent, SecondSnapshotId: child}));
    assert.deepEqual([first.BlockIndex, second.BlockIndex], [0, 7]);
    assert.equal(second.FirstBlockToken, undefined);
    assert.ok((await ebs.read(parent, 0, first.FirstBlockToken)).bytes.equals(block(1)));
    assert.ok((await ebs.read(child, 0, first.SecondBlockToken)).bytes.equals(block(3)));
  });

  it('starts a snapshot once by its client token', async () => {
    assert.equal(await ebs.start({ClientToken: 't'}), await ebs.start({ClientToken: 't'}));
    const error = await refusal(sdk.ConflictException,
                                ebs.start({ClientToken: 't', VolumeSize: 2}));
    assert.equal(error.message, 'Current request does not match request stored with this token.');
  });

  it('pages by its paginators', async () => {
    const sizes = [];
    const indexes = [];
    for await (const page of sdk.paginateListSnapshotBlocks({client, pageSize: 100},
                                                            {SnapshotId: IMAGE_ID})) {
      sizes.push(page.Blocks.length);
      indexes.push(...page.Blocks.map((entry) => entry.BlockIndex));
    }
    assert.deepEqual(sizes, [100, 100, 50]);
    assert.deepEqual(indexes, [...Array(IMAGE_BLOCKS).keys()]);

    const child = await ebs.start({ParentSnapshotId: IMAGE_ID});
    await ebs.put(child, 200, block(9));
    await ebs.complete(child, block(9));
    const changed = [];
    for await (const page of sdk.paginateListChangedBlocks(
                 {client, pageSize: 100}, {FirstSnapshotId: IMAGE_ID, SecondSnapshotId: child})) {
      changed.push(...page.ChangedBlocks.map((entry) => entry.BlockIndex));
    }
    assert.deepEqual(changed, [200]);
  });

  it('tells errors apart by their classes', async () => {
    const id = await ebs.start();
    const damaged = await refusal(sdk.EBSServiceException,
                                  ebs.put(id, 0, block(1), {Checksum: checksum(block(2))}));
    assert.equal(damaged.name, 'InvalidSignatureException');
    assert.equal(damaged.$metadata.httpStatusCode, 403);

    const outside = await refusal(sdk.ValidationException, ebs.put(id, 2048, block(1)));
    assert.equal(outside.Reason, 'INVALID_BLOCK');
    assert.equal(outside.message, 'Block index 2048 is beyond the volume size extent');

    const unknown = await refusal(sdk.ResourceNotFoundException, ebs.list('snap-0'));
    assert.equal(unknown.Reason, 'SNAPSHOT_NOT_FOUND');
    assert.equal(unknown.message, "The snapshot 'snap-0' does not exist.");

    for (const name of ['AccessDenied', 'InternalServer', 'RequestThrottled',
                        'ServiceQuotaExceeded', 'ConcurrentLimitExceeded']) {
      await fault(`StartSnapshot#1: refuse(${name})`);
      const once = new Caller(makeClient(server, {maxAttempts: 1}));
      await refusal(sdk[`${name}Exception`], once.start());
      once.client.destroy();
    }
  });

  it('shows what the framework refuses', async () => {
    const error = await refusal(sdk.ValidationException, ebs.list(IMAGE_ID, {MaxResults: 1}));
    assert.match(error.message, /^1 validation error detected: Value '1' at 'maxResults' failed/);
    assert.equal(error.Reason, undefined);
    await refusal(sdk.ValidationException, ebs.read(IMAGE_ID, -1, 'AAAB'));
  });

  it('retries under throttling', async () => {
    const id = await ebs.start();
    await fault('PutSnapshotBlock#1-2: refuse(RequestThrottled)');
    assert.equal((await ebs.put(id, 0, block(1))).$metadata.attempts, 3);
    assert.deepEqual(await fired(), [2]);
    const attempts = (await server.control('GET', 'journal')).filter(
      (line) => line.side === 'client' && line.operation === 'PutSnapshotBlock');
    assert.deepEqual(attempts.map((attempt) => attempt.ok), [false, false, true]);
    assert.deepEqual(attempts.map((attempt) => attempt.attempt), [1, 2, 3]);
    assert.equal(attempts[0].client, 'aws-sdk-js');
  });

  it('heals what happens to connections', async () => {
    await fault('StartSnapshot#1: lose-reply; StartSnapshot#1: refuse(ConnectionReset)');
    await fault('CompleteSnapshot#1: apply-then-fail(ConnectionReset)');
    const id = await ebs.start();
    await ebs.put(id, 0, block(1));
    await ebs.complete(id, block(1));
    assert.deepEqual(await fired(), [1, 1, 1]);
    assert.equal((await snapshots()).length, 2);  // the image's, and one
  });

  it('heals an answer without a body', async () => {
    await fault('StartSnapshot#1: refuse(ServiceUnavailable "")');
    await ebs.start();
    assert.deepEqual(await fired(), [1]);
  });

  it('sees half a body, garbage and a missing header', async () => {
    const token = await ebs.token(IMAGE_ID);
    await fault('GetSnapshotBlock#1: cut-reply(1000); GetSnapshotBlock#1: drop-header(x-amz-Checksum)');
    await assert.rejects(ebs.read(IMAGE_ID, 0, token), {message: 'aborted'});
    assert.equal((await ebs.read(IMAGE_ID, 0, token)).Checksum, undefined);

    await fault('ListSnapshotBlocks#1: garble-reply');
    await refusal(SyntaxError, ebs.list(IMAGE_ID));
  });
});

describe('The AWS SDK for JavaScript, where signatures are verified', () => {
  let server;
  before(async () => {
    server = await startServer('--verify-signatures', `${KEY.accessKeyId}:${KEY.secretAccessKey}`);
  });
  after(() => server.stop());

  it('signs what passes', async () => {
    const ebs = new Caller(makeClient(server));
    const id = await ebs.start();
    await ebs.put(id, 0, block(1));
    await ebs.complete(id, block(1));
    assert.ok((await ebs.read(id, 0, await ebs.token(id))).bytes.equals(block(1)));
    ebs.client.destroy();
  });

  it('is turned away with a wrong secret', async () => {
    const credentials = {...KEY, secretAccessKey: 'wrong'};
    const ebs = new Caller(makeClient(server, {credentials}));
    const error = await refusal(sdk.EBSServiceException, ebs.start());
    assert.equal(error.name, 'InvalidSignatureException');
    ebs.client.destroy();
  });
});
