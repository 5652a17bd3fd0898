using System.Diagnostics;
using RocketControl.Client.Soak;

namespace RocketControl.Client.Tests.Faults;

/// <summary>The program <c>tests/RocketControl.Client.Soak</c>: a process of its own, because what the other tests hold would disturb its measurements.</summary>
internal static class SoakProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Runs it to its end, which has to be a good one.</summary>
    public static async Task RunAsync(params string[] arguments)
    {
        var program = typeof(Arguments).Assembly.Location;
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. arguments])
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

            await TestContext.Error.WriteLineAsync(await output);
            Assert.That(process.ExitCode, Is.Zero, await output + await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
