using System.Text.Json;
using RocketControl.Client.Transports.Dap;

namespace RocketControl.Client.Transports.RocketRide;

/// <summary>Reads the bodies that come most often, those with a TASK_STATUS, together with their frames; see <see cref="BodyReader"/>.</summary>
internal static class TaskBodies
{
    public static object? Read(string name, ref Utf8JsonReader reader)
    {
        if (name is "rrext_get_task_status" or "apaevt_status_update")
            return TaskStatusMembers.Read(ref reader);
        reader.Skip();
        return null;
    }
}
