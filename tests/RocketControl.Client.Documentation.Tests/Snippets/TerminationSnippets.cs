using RocketControl.Client.Emulator;

namespace RocketControl.Client.Documentation.Tests.Snippets;

[TestFixture]
internal sealed class TerminationSnippets : RocketRideScene
{
    [Test]
    public async Task Being_sure()
    {
        var (client, run) = await StartRunAsync();

        #region terminate-and-prove
        TerminateResult end = await client.TerminateAsync(run, new TerminateOptions
        {
            WaitForCompletion = true,
            Timeout = TimeSpan.FromMinutes(2),
        });

        bool isDown = end.Outcome is TerminateOutcome.Completed or TerminateOutcome.AlreadyTerminated && !end.CompletionUnknown;
        #endregion

        Assert.That(isDown);
    }

    [Test]
    public async Task What_is_left_when_time_is_up()
    {
        var (client, run) = await StartRunAsync();
        using var stopping = Server.Faults.On("terminate").FailWith("The task does not want to.");

        #region terminate-failures
        try
        {
            await client.TerminateAsync(run, new TerminateOptions { Mode = TerminateMode.Force, WaitForCompletion = true });
        }
        catch (RunTimeoutException exception)
        {
            Console.WriteLine($"still alive: {exception.LastStatus?.State}");
        }
        catch (RunControlException exception) when (exception.OutcomeUnknown)
        {
            RunStatus status = await client.GetTaskStatusAsync(run);            // the request may have been carried out: look
            Console.WriteLine(status.IsTerminal ? "down" : "alive");
        }
        catch (RunControlException exception)
        {
            Console.WriteLine($"not terminated: {exception.Message}");
        }
        #endregion

        Assert.That(stopping.Hits, Is.GreaterThan(0));
    }

    [Test]
    public async Task Gently_then_by_force()
    {
        await using var server = await FelderaEmulator.StartAsync(new FelderaEmulatorOptions { Edition = FelderaEdition.Enterprise });
        await using var client = RunControlClient.ForFeldera(new FelderaOptions { Endpoint = server.Endpoint.ToString() });
        Run run = await client.UseAsync(new FelderaPipeline("orders", "CREATE TABLE orders (id INT) WITH ('materialized' = 'true');"));

        #region escalate
        TerminateResult end = await client.TerminateAsync(run, new TerminateOptions
        {
            Mode = TerminateMode.Graceful,
            WaitForCompletion = true,
            Timeout = TimeSpan.FromMinutes(3),
            EscalateAfter = TimeSpan.FromMinutes(2),
            VerifyInstance = true,
        });
        Console.WriteLine($"asked for {end.RequestedMode}, got {end.EffectiveMode}");
        #endregion

        Assert.That(end.EffectiveMode, Is.EqualTo(TerminateMode.Graceful));
    }
}
