using RocketControl.Client.Emulator;

namespace RocketControl.Client.Documentation.Tests.Snippets;

[TestFixture]
internal sealed class TestingSnippets
{
    [Test]
    public async Task A_fault_on_request()
    {
        #region inject-fault
        await using var server = await RocketRideEmulator.StartAsync();
        await using var client = RunControlClient.ForRocketRide(new() { Endpoint = server.Endpoint.ToString(), Credential = server.ApiKey });
        Run run = await client.UseAsync(PipelineDefinition.FromFile("flow.pipe"));

        using var fault = server.Faults.On("rrext_process", "write").Once().DropAfterExecuting();

        var failure = await Assert.ThrowsAsync<RunConnectionLostException>(() => client.SendAsync(run, "a text"));

        Assert.That(failure!.OutcomeUnknown, Is.True);                       // your code must not send it again blindly
        Assert.That(fault.Hits, Is.EqualTo(1));
        Assert.That(server.ReceivedRequests.Count(request => request.Subcommand == "write"), Is.EqualTo(1));
        #endregion
    }

    [Test]
    public async Task A_client_that_is_not_real()
    {
        #region substitute
        await using RunControlClient client = new FinishedClient();

        Assert.That(await new Report(client).DescribeAsync("any-token"), Is.EqualTo("Completed, 3 of 3"));
        #endregion
    }

    #region substitute-class
    /// <summary>All members of the client can be overridden, and all of its models can be made.</summary>
    private sealed class FinishedClient : RunControlClient
    {
        public override Task<RunStatus> GetTaskStatusAsync(RunReference run, CancellationToken cancellationToken = default) =>
            Task.FromResult(new RunStatus
            {
                Run = new Run(RunBackend.RocketRide, "any-token"),
                State = RunState.Completed,
                Processed = 3,
                Total = 3,
                ObservedAt = DateTimeOffset.UnixEpoch,
                Source = RunStatusSource.Native,
            });
    }
    #endregion

    private sealed class Report(RunControlClient client)
    {
        public async Task<string> DescribeAsync(string token)
        {
            RunStatus status = await client.GetTaskStatusAsync(token);
            return $"{status.State}, {status.Processed} of {status.Total}";
        }
    }
}
