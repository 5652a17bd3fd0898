namespace RocketControl.Client.Emulator.RocketRide.Tasks;

/// <summary>The permissions that commands on tasks ask for (RocketRide protocol §1.4).</summary>
internal static class TaskPermission
{
    public const string Control = "task.control";
    public const string Data = "task.data";
    public const string Monitor = "task.monitor";
    public const string Store = "task.store";
}
