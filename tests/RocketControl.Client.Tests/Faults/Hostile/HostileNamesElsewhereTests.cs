using RocketControl.Client.Emulator;
using RocketControl.Client.Tests.Support;
using RocketControl.Client.Tests.Support.Secrets;
using RocketControl.Client.Transports;

namespace RocketControl.Client.Tests.Faults.Hostile;

/// <summary>The same for the systems whose names and ids go into paths and headers: they stay where they belong, or are refused in the library's own words.</summary>
[TestFixture]
internal sealed class HostileNamesElsewhereTests
{
    [TestCaseSource(typeof(HostileText), nameof(HostileText.All))]
    public async Task As_the_name_of_a_Feldera_pipeline(string text)
    {
        await using var server = await FelderaEmulator.StartAsync();
        await using var client = RunControlClient.ForFeldera(Watched.Feldera with { Endpoint = server.Endpoint.ToString() });

        await TryAsync(() => client.AttachAsync(text));
        await TryAsync(() => client.TerminateAsync(text, new TerminateOptions { Mode = TerminateMode.Force }));

        AssertNothingSmuggled(server.ReceivedRequests, "/v0/");
    }

    [TestCaseSource(typeof(HostileText), nameof(HostileText.All))]
    public async Task As_a_Feldera_tenant(string text)
    {
        await using var server = await FelderaEmulator.StartAsync();

        await TryAsync(async () =>
        {
            await using var client = RunControlClient.ForFeldera(Watched.Feldera with { Endpoint = server.Endpoint.ToString(), Tenant = text });
            await client.ListAsync();
        });

        AssertNothingSmuggled(server.ReceivedRequests, "/v0/");
    }

    [TestCaseSource(typeof(HostileText), nameof(HostileText.All))]
    public async Task As_the_name_of_a_Feldera_table(string text)
    {
        await using var server = await FelderaEmulator.StartAsync();
        await using var transport = new FelderaTransport(Watched.Feldera with { Endpoint = server.Endpoint.ToString() });

        await TryAsync(() => transport.IngestAsync("p", text, "{}"));
        await TryAsync(async () => await transport.ListenAsync("p", text).GetAsyncEnumerator().MoveNextAsync());

        AssertNothingSmuggled(server.ReceivedRequests, "/v0/");
    }

    [TestCaseSource(typeof(HostileText), nameof(HostileText.All))]
    public async Task As_a_VectorShift_pipeline_and_run(string text)
    {
        await using var server = await VectorShiftEmulator.StartAsync();
        await using var client = RunControlClient.ForVectorShift(Watched.VectorShift with { Endpoint = server.Endpoint.ToString(), Credential = server.ApiKey });

        await TryAsync(() => client.UseAsync(new VectorShiftPipeline(text)));
        await TryAsync(() => client.TerminateAsync($"endless/{text}"));
        await TryAsync(() => client.TerminateAsync($"{text}/run"));

        AssertNothingSmuggled(server.ReceivedRequests, "/v1/");
    }

    [TestCaseSource(typeof(HostileText), nameof(HostileText.All))]
    public async Task As_a_pid(string text)
    {
        await using var server = await ProcessManagerEmulator.StartAsync();
        await using var client = RunControlClient.ForProcesses(Watched.Processes with { Endpoint = server.Endpoint.ToString() });

        await TryAsync(() => client.GetTaskStatusAsync(text));
        await TryAsync(() => client.TerminateAsync(text));

        Assert.That(server.ReceivedRequests, Is.Empty, "what is no number is no pid");
    }

    [Test]
    public void Options_do_not_show_what_is_in_them()
    {
        const string Secret = "secret-5ec2e7";
        const string Endpoint = $"https://user:{Secret}@example.com";
        object[] options =
        [
            Watched.Feldera with { Endpoint = Endpoint, Credential = Secret, Tenant = Secret },
            Watched.VectorShift with { Endpoint = Endpoint, Credential = Secret },
            Watched.Processes with { Endpoint = Endpoint, Credential = Secret },
        ];

        Assert.That(options.Select(holder => holder.ToString()), Has.None.Contains(Secret));
    }

    private static async Task TryAsync(Func<Task> use)
    {
        try
        {
            await use().Soon();
        }
        catch (Exception exception) when (exception is RunControlException or ArgumentException)
        {
            Assert.That(exception.Message, Has.Length.LessThan(10_000), "nobody reads a megabyte");
        }
    }

    private static void AssertNothingSmuggled(IEnumerable<ReceivedHttpRequest> requests, string below)
    {
        foreach (var request in requests)
        {
            Assert.That(request.Headers.Keys, Has.None.EqualTo(HostileText.Smuggled));
            Assert.That(request.Path, Does.StartWith(below));
            Assert.That(request.Query, Does.Not.Contain("auth=c"));
        }
    }
}
