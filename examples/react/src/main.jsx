import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Dashboard } from "./Dashboard.jsx";
import "../../dashboard.css";

createRoot(document.getElementById("dashboard")).render(
  <StrictMode>
    <Dashboard />
  </StrictMode>,
);
