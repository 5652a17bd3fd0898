using RocketControl.Client.Tests.Faults.Systems;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Wire;

namespace RocketControl.Client.Tests.Faults.Secrets;

/// <summary>A server, or a proxy before it, that repeats the key in its refusal does not get it into an exception, and so not into a log.</summary>
[TestFixture(TypeArgs = [typeof(RocketRideOverHttp)])]
[TestFixture(TypeArgs = [typeof(FelderaSystem)])]
[TestFixture(TypeArgs = [typeof(VectorShiftSystem)])]
[TestFixture(TypeArgs = [typeof(ProcessSystem)])]
internal sealed class EchoTests<TSystem>
    where TSystem : LoopbackSystem, new()
{
    [Test]
    public async Task A_key_that_comes_back_is_not_repeated(
        [Values(400, 401, 403, 409, 429, 500, 502, 503)] int status, [Values("application/json", "text/plain", "text/html")] string type)
    {
        await using var system = await LoopbackSystem.StartAsync<TSystem>();
        await using var proxy = FaultProxy.Start(system.Server);
        var words = $"The key {system.Key} may not, says Bearer {system.Key}";
        var body = type == "application/json"
            ? $$"""{"status":"failed","error":"{{words}}","message":"{{words}}","error_code":"X","details":{ "hint":"{{words}}" } }"""
            : words;
        proxy.Arm(system.Request, WirePoint.BeforeSend, WireFault.AnswerStatus(status, $"Content-Type: {type}\r\n", body), times: int.MaxValue);
        await using var client = system.CreateClient(proxy.Endpoint);

        var exception = await system.AskAsync(client).FailureAsync<RunControlException>();

        Assert.That(exception.ToString(), Does.Not.Contain(system.Key));
        Assert.That($"{exception.ServerMessage} {exception.Context}", Does.Not.Contain(system.Key));
    }
}
