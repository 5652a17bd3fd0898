using System.Diagnostics;
using RocketControl.Client.Soak;

namespace RocketControl.Client.Tests.Faults.Leaks;

/// <summary>In a process of its own, because what the other tests hold would disturb the measurement.</summary>
[TestFixture]
internal sealed class LeakTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Test]
    public async Task Thousands_of_connections_and_cancelled_calls_leave_nothing_behind()
    {
        var program = typeof(Arguments).Assembly.Location;
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, "--leaks", "2000", "--cancelled", "100000"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);

            await TestContext.Out.WriteLineAsync(await output);
            Assert.That(process.ExitCode, Is.Zero, await output + await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
