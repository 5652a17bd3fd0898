using System.Runtime.InteropServices;
using RocketControl.Client.Emulator.Child;

bool ignoresTermination = args.Contains("--ignore-termination");
if (!args.Contains("--same-group"))
    ProcessGroup.Lead();

var ended = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
using PosixSignalRegistration termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    if (!ignoresTermination)
        ended.TrySetResult(0);
});
using Grandchild? grandchild = args.Contains("--with-child") ? Grandchild.Start() : null;

Console.WriteLine(grandchild is null ? "ready" : $"ready {grandchild.Pid}");
var orders = new Orders(Console.In, Console.Out, ignoresTermination, ended);
_ = Task.Run(orders.FollowAsync); // Ends with the process. Reading the console blocks, whatever it is called.
return await ended.Task;
