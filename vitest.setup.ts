import nock from "nock";

// No test leaves the machine; FakeGitHub's server is on loopback.
nock.disableNetConnect();
nock.enableNetConnect("127.0.0.1");
