using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RocketControl.Client.Emulator.RocketRide.Commands;
using RocketControl.Client.Emulator.RocketRide.Monitors;

namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>The server's regular looks at its tasks: idle ones are stopped, finished ones removed (RocketRide protocol §3.2).</summary>
internal sealed class TaskSweeps(
    EngineContext context, TaskRegistry registry, StateWalk walk, MonitorTable monitors, DashboardEvents dashboard) : IDisposable
{
    private readonly List<ITimer> _timers = [];

    public void Start()
    {
        _timers.Add(context.Clock.Every(context.Timings.TtlTick, StopIdle));
        _timers.Add(context.Clock.Every(context.Timings.PurgeInterval, Purge));
    }

    public void Dispose()
    {
        foreach (ITimer timer in _timers)
            timer.Dispose();
    }

    /// <summary>
    /// Adds before it compares, so a ttl up to one tick ends even a busy task. A ttl that is no number breaks the look for all tasks behind
    /// it.
    /// </summary>
    private void StopIdle()
    {
        lock (context.Gate)
        {
            foreach (EmulatedTask task in registry.All)
            {
                if (task.Status.State != TaskState.Running)
                    continue;
                task.IdleSeconds += context.Timings.TtlTick.TotalSeconds;
                JsonNode? ttl = task.Settings.Ttl;
                if (PythonArguments.IsFalsy(ttl))
                    continue;
                if (ttl!.GetValueKind() != JsonValueKind.Number)
                    break;
                if (task.IdleSeconds >= double.Parse(ttl.ToJsonString(), CultureInfo.InvariantCulture))
                    walk.RequestStop(task, StopCause.Requested);
            }
        }
    }

    private void Purge()
    {
        lock (context.Gate)
        {
            double before = context.Clock.UnixNow - context.Timings.Retention.TotalSeconds;
            foreach (EmulatedTask task in registry.All.Where(task => task.IsFinished && task.Status.EndTime < before).ToList())
            {
                registry.Remove(task);
                monitors.Purge(task.Identity.Project, task.Identity.Source);
                dashboard.TaskRemoved(task.Identity.Id, task.Identity.OwnerId);
            }
        }
    }
}
