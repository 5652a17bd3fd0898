namespace RocketControl.Client.Documentation.Tests.Snippets;

[TestFixture]
internal sealed class ErrorSnippets : RocketRideScene
{
    [Test]
    public async Task Deciding_what_to_do()
    {
        var (client, run) = await StartRunAsync();

        #region errors
        try
        {
            await client.SendAsync(run, "a text");
        }
        catch (RunNotRunningException)
        {
            Console.WriteLine("the run takes no more data: start another one");
        }
        catch (RunControlException exception) when (exception.OutcomeUnknown)
        {
            Console.WriteLine("it may have arrived: look before sending it again");
        }
        catch (RunControlException exception) when (exception.IsTransient)
        {
            Console.WriteLine($"nothing was done; try again in {exception.RetryAfter ?? TimeSpan.FromSeconds(1)}");
        }
        catch (RunControlException exception)
        {
            Console.WriteLine($"{exception.Kind} while {exception.Operation}: {exception.Message}");
        }
        #endregion

        Assert.That((await client.GetTaskStatusAsync(run, Deadline)).State, Is.EqualTo(RunState.Running));
    }

    [Test]
    public async Task A_start_whose_answer_got_lost()
    {
        var (endpoint, key) = (Endpoint, Key);
        await using var client = RunControlClient.ForRocketRide(new RocketRideOptions { Endpoint = endpoint, Credential = key });
        using var lost = Server.Faults.On("execute").Once().DropAfterExecuting();
        var pipeline = PipelineDefinition.FromFile("flow.pipe");

        #region start-with-unknown-outcome
        Run run;
        try
        {
            run = await client.UseAsync(pipeline);
        }
        catch (RunControlException exception) when (exception is { OutcomeUnknown: true, ExpectedRunId: { } id })
        {
            run = await client.AttachAsync(id);         // RunNotFoundException: it was not started
        }
        #endregion

        Assert.That(lost.Hits, Is.EqualTo(1));
        Assert.That((await client.GetTaskStatusAsync(run, Deadline)).State, Is.EqualTo(RunState.Running));
    }
}
