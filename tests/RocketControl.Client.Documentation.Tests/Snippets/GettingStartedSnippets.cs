using RocketControl.Client.Emulator;

namespace RocketControl.Client.Documentation.Tests.Snippets;

[TestFixture]
internal sealed class GettingStartedSnippets : RocketRideScene
{
    [Test]
    public async Task The_first_program()
    {
        #region getting-started
        await using var server = await RocketRideEmulator.StartAsync();

        await using var client = RunControlClient.ForRocketRide(new RocketRideOptions
        {
            Endpoint = server.Endpoint.ToString(),
            Credential = server.ApiKey,
        });

        Run run = await client.UseAsync(PipelineDefinition.FromFile("flow.pipe"));
        SendResult result = await client.SendAsync(run, "Hello");
        Console.WriteLine(string.Join('\n', result.Texts));

        TerminateResult end = await client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true });
        Console.WriteLine(end.Outcome);
        #endregion

        Assert.That(result.Texts.Single(), Does.StartWith("Hello"));
        Assert.That(end.Outcome, Is.EqualTo(TerminateOutcome.Completed));
    }

    [Test]
    public async Task A_credential_that_changes()
    {
        var (endpoint, key) = (Endpoint, Key);
        ValueTask<string> ReadKeyAsync(CancellationToken cancellationToken) => new(key);

        #region credential-delegate
        var options = new RocketRideOptions
        {
            Endpoint = endpoint,
            Credential = RunCredential.FromDelegate(async cancellationToken => await ReadKeyAsync(cancellationToken)),
        };
        #endregion

        await using var client = RunControlClient.ForRocketRide(options);
        Assert.That(await client.ListAsync(Deadline), Is.Empty);
    }

    [Test]
    public async Task A_run_that_is_there_already()
    {
        var (client, run) = await StartRunAsync();
        var token = run.Id;

        #region attach
        Run known = await client.AttachAsync(token);                     // RunNotFoundException if there is none
        RunStatus status = await client.GetTaskStatusAsync(token);       // wherever a run is expected, its bare id does as well
        #endregion

        Assert.That(known.Id, Is.EqualTo(token));
        Assert.That(status.State, Is.EqualTo(RunState.Running));
    }
}
