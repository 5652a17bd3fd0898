using RocketControl.Client.Tests.Integration.Support;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;

namespace RocketControl.Client.Tests.Resilience;

/// <summary>No call hangs because the user's own delegate does; over a WebSocket the time to connect limits it.</summary>
[TestFixture]
internal sealed class SlowCredentialTests
{
    private static readonly TestCaseData<Func<RunCredential, TimeProvider, RunControlClient>, string>[] Systems =
    [
        new(
            (key, time) => RunControlClient.ForRocketRide(
                Watched.RocketRide with { Credential = key, TimeProvider = time, Transport = RocketRideTransportMode.Http }), "a-token") { TestName = "RocketRide over HTTP" },
        new((key, time) => RunControlClient.ForFeldera(Watched.Feldera with { Credential = key, TimeProvider = time }), "orders") { TestName = "Feldera" },
        new((key, time) => RunControlClient.ForVectorShift(Watched.VectorShift with { Credential = key, TimeProvider = time }), "pipeline/run") { TestName = "VectorShift" },
        new((key, time) => RunControlClient.ForProcesses(Watched.Processes with { Credential = key, TimeProvider = time }), "12345") { TestName = "Processes" },
    ];

    [TestCaseSource(nameof(Systems))]
    public async Task A_delegate_that_never_gives_a_key_is_given_up_after_the_call_timeout(Func<RunCredential, TimeProvider, RunControlClient> create, string run)
    {
        var time = new ManualTimeProvider();
        var asked = new TaskCompletionSource();
        var never = new TaskCompletionSource<string>();
        var credential = RunCredential.FromDelegate(_ =>
        {
            asked.SetResult();
            return new ValueTask<string>(never.Task);
        });
        await using var client = create(credential, time);
        var terminating = client.TerminateAsync(run);
        await asked.Task.Soon();
        await time.PassAsync(TimeSpan.FromSeconds(30));

        var exception = await terminating.FailsWith<RunTimeoutException>();

        Assert.That(exception.Timeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(exception.OutcomeUnknown, Is.False);
        Assert.That(exception.Message, Does.Contain("Credential"));
    }
}
