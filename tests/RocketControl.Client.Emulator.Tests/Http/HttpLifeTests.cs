using System.Net;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.Faults;
using RocketControl.Client.Emulator.Tests.TestClient;

namespace RocketControl.Client.Emulator.Tests.Http;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class HttpLifeTests
{
    [Test]
    public async Task The_ledger_has_requests_of_both_kinds_in_the_order_of_arrival()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        await using RawClient socket = await session.Server.LogInAsync();
        await session.SendAsync("POST", "/webhook?token=a%20b", new StringContent("12345"));
        await socket.RequestAsync("rrext_ping");
        using HttpClient stranger = HttpTestClient.Create(session.Emulator);
        using HttpResponseMessage refused = await stranger.GetAsync("/status");

        IReadOnlyList<ReceivedRequest> requests = session.Emulator.ReceivedRequests;

        Assert.That(
            requests.Select(request => request.Http is { } http ? $"{http.Method} {http.Path} {http.Query} {request.DataLength}" : request.Command),
            Is.EqualTo(new[] { "auth", "POST /webhook ?token=a%20b 5", "rrext_ping", "GET /status  " }));
        Assert.That(requests.Select(request => request.Number), Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(requests[1].Http!.Headers["authorization"], Is.EqualTo($"Bearer {session.Emulator.ApiKey}"));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task One_can_wait_for_a_request()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        Task<ReceivedRequest> waiting = session.Emulator.WaitForHttpRequestAsync("GET", "/version");

        await session.SendAsync("GET", "/services");
        await session.SendAsync("GET", "/version");

        Assert.That((await waiting.WaitAsync(RawClient.Deadline)).Number, Is.EqualTo(2));
    }

    [Test]
    public async Task A_restart_cuts_off_what_is_running_and_forgets_the_tasks()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();
        using Hold hold = session.Server.Faults.HoldStarts();
        Task<string> start = session.ExecuteAsync("other");
        await hold.Reached;

        await session.Emulator.RestartAsync();
        hold.Dispose();
        (HttpStatusCode status, JsonNode body) = await session.SendAsync("GET", $"/task?token={token}");

        Assert.That(async () => await start, Throws.InstanceOf<HttpRequestException>());
        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((string?)body["error"]!["message"], Is.EqualTo("Your pipeline is not running"));
        Assert.That(await session.ExecuteAsync(), Is.EqualTo(token));
    }

    [Test]
    public async Task An_upload_into_an_engine_that_dies_is_never_answered()
    {
        await using HttpSession session = await HttpSession.StartAsync();
        string token = await session.ExecuteAsync();
        await using RawClient socket = await session.Server.LogInAsync();
        await socket.MonitorAsync(token, "TASK");
        using Hold hold = session.Server.Faults.HoldWrites();
        using var patience = new CancellationTokenSource();
        Task<HttpResponseMessage> upload = session.Client.PostAsync($"/webhook?token={token}", new StringContent("x"), patience.Token);
        await hold.Reached;

        session.Server.Faults.KillEngine(token);
        JsonNode end = await socket.NextEventAsync("apaevt_task");
        bool answered = upload.IsCompleted;
        await patience.CancelAsync();

        Assert.That((string?)end["body"]!["action"], Is.EqualTo("end"));
        Assert.That(answered, Is.False);
        Assert.That(async () => await upload, Throws.InstanceOf<OperationCanceledException>());
    }
}
