using System.Net;
using RocketControl.Client.Tests.Support;

namespace RocketControl.Client.Tests.RocketRide;

[TestFixture]
internal sealed class ConnectingTests
{
    [Test]
    public async Task Creating_a_client_does_no_IO()
    {
        var asked = false;
        await using var scene = new TransportScene(options => options with
        {
            Credential = RunCredential.FromDelegate(_ =>
            {
                asked = true;
                return new("KEY");
            }),
        });

        await scene.Client.DisposeAsync().Soon();

        Assert.That(asked, Is.False);
        Assert.That(scene.Log.Entries, Is.Empty.Or.All.Property("Id").EqualTo(RunControlEventIds.StateChanged));
    }

    [Test]
    public async Task The_first_call_asks_for_a_WebSocket_at_the_service_s_path()
    {
        await using var scene = new TransportScene();

        var connecting = scene.Transport.ConnectAsync();
        var connection = await scene.Server.AcceptAsync();
        var request = await connection.ReadRequestAsync();

        Assert.That(request, Does.StartWith("GET /task/service HTTP/1.1\r\n").And.Contain("Upgrade: websocket"));
        Assert.That(request, Does.Not.Contain("Sec-WebSocket-Extensions").And.Not.Contain(TransportScene.Key).And.Not.Contain("Cookie"));
        await connection.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        await connecting.FailureAsync<RunConnectionFailedException>();
    }

    [Test]
    public async Task The_login_is_the_first_message_and_its_answer_tells_who_we_are()
    {
        await using var scene = new TransportScene(options => options with { ClientName = "my app" });

        var connecting = scene.Transport.ConnectAsync();
        var peer = await scene.Server.AcceptWebSocketAsync();
        var login = await peer.AnswerNextAsync("auth", ScriptedServer.Identity);

        var account = await connecting.Soon();
        Assert.Multiple(() =>
        {
            Assert.That((login.Seq, login.Text("auth"), login.Text("clientName")), Is.EqualTo((1, TransportScene.Key, "my app")));
            Assert.That(login.Text("clientVersion"), Does.Match(@"^\d+\.\d+\.\d+"));
            Assert.That((account.UserId, account.DefaultTeam), Is.EqualTo(("local", "local")));
            Assert.That(scene.Log.Ids, Does.Contain(RunControlEventIds.Connected));
            Assert.That(scene.Log.Entries.Select(entry => entry.Text), Has.None.Contain(TransportScene.Key));
        });
    }

    [Test]
    public async Task Calls_that_come_while_the_connection_is_being_made_wait_for_the_same_one()
    {
        await using var scene = new TransportScene();
        var pings = Enumerable.Range(0, 20).Select(_ => scene.Transport.PingAsync()).ToList();

        var peer = await scene.Server.AcceptLoginAsync();
        foreach (var _ in pings)
            await peer.AnswerNextAsync("rrext_ping");

        await Task.WhenAll(pings).Soon();
    }

    [Test]
    public async Task One_who_gives_up_does_not_end_the_attempt_for_the_others()
    {
        await using var scene = new TransportScene();
        using var cancellation = new CancellationTokenSource();
        var impatient = scene.Transport.PingAsync(cancellation.Token);
        var patient = scene.Transport.PingAsync();
        var peer = await scene.Server.AcceptWebSocketAsync();

        await cancellation.CancelAsync();
        var given = await impatient.FailureAsync<OperationCanceledException>();
        await peer.AnswerNextAsync("auth", ScriptedServer.Identity);
        await peer.AnswerNextAsync("rrext_ping");

        await patient.Soon();
        Assert.That(given.CancellationToken, Is.EqualTo(cancellation.Token));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("   ")]
    public async Task Without_a_key_nothing_is_opened(string? key)
    {
        await using var scene = new TransportScene(options => options with { Credential = key is null ? null : RunCredential.FromKey(key) });

        var exception = await scene.Transport.PingAsync().FailureAsync<RunAuthenticationException>();

        Assert.That(exception.Message, Does.Contain("RocketRideOptions.Credential"));
        Assert.That(exception.Operation, Is.EqualTo(RunOperation.Connect));
    }

    [Test]
    public async Task The_key_is_asked_for_at_every_login_and_trimmed()
    {
        var logins = 0;
        await using var scene = new TransportScene(options => options with
        {
            AutoReconnect = false,
            Credential = RunCredential.FromDelegate(_ => new($" key {++logins}\n")),
        });
        var first = scene.Transport.ConnectAsync();
        var peer = await scene.Server.AcceptWebSocketAsync();
        Assert.That((await peer.AnswerNextAsync("auth", ScriptedServer.Identity)).Text("auth"), Is.EqualTo("key 1"));
        await first.Soon();
        await peer.CloseAsync();
        await scene.Log.WhenLoggedAsync(RunControlEventIds.ConnectionBroken);

        var second = scene.Transport.ConnectAsync();
        var next = await scene.Server.AcceptWebSocketAsync();

        Assert.That((await next.AnswerNextAsync("auth", ScriptedServer.Identity)).Text("auth"), Is.EqualTo("key 2"));
        await second.Soon();
    }

    [TestCase(typeof(IOException))]
    [TestCase(typeof(TaskCanceledException))]
    public async Task A_delegate_that_fails_is_an_authentication_failure(Type failure)
    {
        var cause = (Exception)Activator.CreateInstance(failure)!;
        await using var scene = new TransportScene(options => options with { Credential = RunCredential.FromDelegate(_ => throw cause) });

        Assert.That((await scene.Transport.PingAsync().FailureAsync<RunAuthenticationException>()).InnerException, Is.SameAs(cause));
    }

    [Test]
    public async Task A_delegate_that_hangs_ends_with_the_time_for_connecting()
    {
        await using var scene = new TransportScene(options => options with
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            Credential = RunCredential.FromDelegate(_ => new(new TaskCompletionSource<string>().Task)),
        });
        var call = scene.Transport.PingAsync();

        await scene.Time.PassAsync(TimeSpan.FromSeconds(10));

        await call.FailureAsync<RunConnectionFailedException>();
    }

    [TestCase("No authorization provided")]
    [TestCase("Invalid API key")]
    [TestCase("Bad request")]
    [TestCase("")]
    public async Task A_refused_login_is_an_authentication_failure(string message)
    {
        await using var scene = new TransportScene();
        var call = scene.Transport.PingAsync();
        var peer = await scene.Server.AcceptWebSocketAsync();

        await peer.RefuseNextAsync("auth", message);
        await peer.CloseAsync();

        var exception = await call.FailureAsync<RunAuthenticationException>();
        Assert.That((exception.Operation, exception.IsTransient), Is.EqualTo((RunOperation.Connect, false)));
    }

    [Test]
    public async Task A_refused_login_is_tried_again_by_the_next_call_only()
    {
        await using var scene = new TransportScene();
        var call = scene.Transport.PingAsync();
        var refusing = await scene.Server.AcceptWebSocketAsync();
        await refusing.RefuseNextAsync("auth", "Invalid API key");
        await refusing.CloseAsync();
        await call.FailureAsync<RunAuthenticationException>();

        var next = scene.Transport.PingAsync();
        var peer = await scene.Server.AcceptLoginAsync();
        await peer.AnswerNextAsync("rrext_ping");

        await next.Soon();
    }

    [TestCase("""{"type":"response","request_seq":1}""")]
    [TestCase("""{"type":"response","request_seq":1,"success":true}""")]
    [TestCase("""{"type":"response","request_seq":1,"success":true,"body":[]}""")]
    public async Task An_answer_to_the_login_that_makes_no_sense_is_a_violation(string answer)
    {
        await using var scene = new TransportScene();
        var call = scene.Transport.PingAsync();
        var peer = await scene.Server.AcceptWebSocketAsync();
        await peer.ExpectAsync("auth");

        await peer.SendAsync(answer);
        await peer.CloseAsync();

        await call.FailureAsync<RunProtocolException>();
    }

    [Test]
    public async Task A_connection_that_is_lost_during_the_login_was_not_made()
    {
        await using var scene = new TransportScene();
        var call = scene.Transport.PingAsync();
        var peer = await scene.Server.AcceptWebSocketAsync();
        await peer.ExpectAsync("auth");

        await peer.CloseAsync();

        Assert.That((await call.FailureAsync<RunConnectionFailedException>()).Message, Does.Contain("during the login").And.Contain("1000"));
    }

    [Test]
    public async Task A_login_that_is_not_answered_ends_with_the_time_for_connecting()
    {
        await using var scene = new TransportScene(options => options with { ConnectTimeout = TimeSpan.FromSeconds(10) });
        var call = scene.Transport.PingAsync();
        var peer = await scene.Server.AcceptWebSocketAsync();
        await peer.ExpectAsync("auth");
        await scene.Time.WhenArmedAsync(TimeSpan.FromSeconds(10), count: 2);

        scene.Time.Advance(TimeSpan.FromSeconds(10));
        await peer.ClosedAsync();
        await peer.DisposeAsync();

        var exception = await call.FailureAsync<RunConnectionFailedException>();
        Assert.That(exception.Message, Does.Contain("10 seconds"));
        Assert.That(exception.IsTransient);
    }

    [Test]
    public async Task A_handshake_that_stalls_ends_with_the_time_for_connecting()
    {
        await using var scene = new TransportScene(options => options with { ConnectTimeout = TimeSpan.FromSeconds(10) });
        var call = scene.Transport.PingAsync();
        await (await scene.Server.AcceptAsync()).ReadRequestAsync();

        scene.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.That((await call.FailureAsync<RunConnectionFailedException>()).Message, Does.Contain("10 seconds"));
    }

    [Test]
    public async Task A_call_ends_at_its_own_deadline_while_the_connection_is_still_being_made()
    {
        await using var scene = new TransportScene(options => options with { CallTimeout = TimeSpan.FromSeconds(5) });
        var call = scene.Transport.PingAsync();
        await (await scene.Server.AcceptAsync()).ReadRequestAsync();

        scene.Time.Advance(TimeSpan.FromSeconds(5));

        var exception = await call.FailureAsync<RunTimeoutException>();
        Assert.That((exception.Timeout, exception.OutcomeUnknown), Is.EqualTo((TimeSpan.FromSeconds(5), false)));
    }

    [Test]
    public async Task Where_nobody_listens_there_is_no_connection_and_no_second_try()
    {
        using var nobody = new VacantPort();
        await using var scene = new TransportScene(options => options with { Endpoint = nobody.Endpoint });

        var exception = await scene.Transport.PingAsync().FailureAsync<RunConnectionFailedException>();

        Assert.That((exception.HttpStatus, exception.IsTransient, exception.OutcomeUnknown), Is.EqualTo(((HttpStatusCode?)null, true, false)));
        Assert.That(exception.Message, Does.Contain(nobody.Endpoint));
        Assert.That(scene.Log.Ids, Does.Not.Contain(RunControlEventIds.Retrying));
    }

    [TestCase(403, true)]
    [TestCase(404, false)]
    [TestCase(429, true)]
    [TestCase(500, true)]
    [TestCase(503, true)]
    [TestCase(200, false)]
    [TestCase(302, false)]
    public async Task A_refused_WebSocket_tells_the_status(int status, bool isTransient)
    {
        await using var scene = new TransportScene();
        var call = scene.Transport.PingAsync();

        await (await scene.Server.AcceptAsync()).RefuseAsync(status);

        var exception = await call.FailureAsync<RunConnectionFailedException>();
        Assert.That(((int?)exception.HttpStatus, exception.IsTransient), Is.EqualTo(((int?)status, isTransient)));
        Assert.That(exception.Message, Does.Contain($"HTTP {status}"));
    }

    [Test]
    public async Task A_proxy_that_demands_a_login_is_an_authentication_failure()
    {
        await using var scene = new TransportScene();
        var call = scene.Transport.PingAsync();

        await (await scene.Server.AcceptAsync()).RefuseAsync(401);

        Assert.That((await call.FailureAsync<RunAuthenticationException>()).HttpStatus, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_redirect_is_not_followed()
    {
        await using var scene = new TransportScene();
        var call = scene.Transport.PingAsync();
        var connection = await scene.Server.AcceptAsync();
        await connection.ReadRequestAsync();

        await connection.WriteAsync($"HTTP/1.1 307 Elsewhere\r\nLocation: {scene.Server.Endpoint}/other\r\nContent-Length: 0\r\n\r\n");

        await call.FailureAsync<RunConnectionFailedException>();
    }

    [TestCase("220 mail.example.com ESMTP\r\n")]
    [TestCase("\0\u0001\u0002\u0003")]
    [TestCase("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: wrong\r\n\r\n")]
    public async Task What_answers_otherwise_is_no_WebSocket(string answer)
    {
        await using var scene = new TransportScene();
        var call = scene.Transport.PingAsync();
        var connection = await scene.Server.AcceptAsync();
        await connection.ReadRequestAsync();

        await connection.WriteAsync(answer);
        connection.Close();

        await call.FailureAsync<RunConnectionFailedException>();
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_connection_cut_during_the_handshake_is_a_failed_connection(bool byReset)
    {
        await using var scene = new TransportScene();
        var call = scene.Transport.PingAsync();

        await scene.Server.WithEachConnectionAsync(
            async connection =>
            {
                await connection.ReadRequestAsync();
                if (byReset)
                    connection.Reset();
                else
                    connection.Close();
            },
            call);

        Assert.That((await call.FailureAsync<RunConnectionFailedException>()).HttpStatus, Is.Null);
    }
}
