using System.Globalization;
using RocketControl.Client.Emulator;

namespace RocketControl.Client.Documentation.Tests.Snippets;

[TestFixture]
internal sealed class ProcessSnippets
{
    [Test]
    public async Task The_main_job()
    {
        await using var server = await ProcessManagerEmulator.StartAsync();
        var process = await server.StartProcessAsync();
        var (endpoint, pid) = (server.Endpoint.ToString(), process.Pid.ToString(CultureInfo.InvariantCulture));

        #region processes
        await using var client = RunControlClient.ForProcesses(new ProcessManagerOptions { Endpoint = endpoint });
        Run run = await client.AttachAsync(pid);
        TerminateResult end = await client.TerminateAsync(run, new TerminateOptions { WaitForCompletion = true });
        #endregion

        await process.Exited;
        Assert.That(end.Outcome, Is.EqualTo(TerminateOutcome.Accepted).Or.EqualTo(TerminateOutcome.Completed));
    }
}
