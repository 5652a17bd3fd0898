using System.Diagnostics;
using RocketControl.Client.Emulator.Processes;

namespace RocketControl.Client.Emulator.Tests.Processes;

[TestFixture]
internal sealed class ChildProgramTests
{
    [TestCase("echo no", "it said 'no'")]
    [TestCase("exec 1>&-", "it said ''")]
    [Platform(Exclude = "Win", Reason = "There is no such shell.")]
    public async Task A_child_that_does_not_come_up_does_not_stay_behind(string greeting, string message)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"{greeting}; read line"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var child = Process.Start(start)!;
        using var same = Process.GetProcessById(child.Id);

        Assert.That(() => ChildProgram.GreetAsync(child, CancellationToken.None), Throws.InvalidOperationException.With.Message.Contains(message));

        using var hang = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Assert.That(() => same.WaitForExitAsync(hang.Token), Throws.Nothing);
    }
}
